import { notFound } from "#app/infra/app-error.ts";
import { renewConnections } from "#app/infra/realtime.server.ts";
import { db } from "#app/infra/db.server.ts";
import {
  findProfilesToModerate,
  moderateProfile,
  type ProfileToModerate,
} from "#app/modules/accounts/records/moderate-profile.server.ts";
import { getProfileFor } from "#app/modules/accounts/save-profile.server.ts";
import type { KindContract, Thing } from "./contract.server.ts";

/**
 * What somebody says of themselves in their own words, and their picture. Their name stays, because others know them by it, unless the
 * decision is about that, too.
 */
export const personsPage: KindContract = {
  hasName: true,
  find: async (client, ids) => (await findProfilesToModerate(client, ids)).map(thingOf),
  async requireInSight(actor, id) {
    const [profile] = await findProfilesToModerate(db(), [id]);
    if (!profile) throw notFound();
    // What is out of sight, or what they keep to themselves, is not read on the way to reporting the rest.
    const shown = await getProfileFor(actor, profile.handle);
    return { ...thingOf({ ...profile, ...shown }), takenName: null };
  },
  move: (tx, id, decide) => moderateProfile(tx, id, decide),
  announce: (id) => renewConnections(id),
};

function thingOf({
  id,
  name,
  handle,
  about,
  institution,
  picture,
  language,
  state,
  createdAt,
  takenName,
}: ProfileToModerate): Thing {
  return {
    kind: "profile",
    id,
    author: { id, name, handle },
    title: name,
    number: null,
    html: null,
    text: [institution, about].filter(Boolean).join("\n\n"),
    picture,
    language,
    href: `/people/${handle}`,
    state,
    version: 1,
    spaceCode: null,
    writtenAt: createdAt,
    context: [],
    takenName,
  };
}
