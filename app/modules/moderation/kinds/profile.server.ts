import { notFound } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import {
  findProfilesToModerate,
  moderateProfile,
  type ProfileToModerate,
} from "#app/modules/accounts/records/moderate-profile.server.ts";
import { getProfileFor } from "#app/modules/accounts/save-profile.server.ts";
import type { KindContract, Thing } from "./contract.server.ts";

/** What somebody says of themselves in their own words, and their picture. Their name stays: others know them by it. */
export const personsPage: KindContract = {
  find: async (client, ids) => (await findProfilesToModerate(client, ids)).map(thingOf),
  async requireInSight(actor, id) {
    const [profile] = await findProfilesToModerate(db(), [id]);
    if (!profile) throw notFound();
    await getProfileFor(actor, profile.handle);
    return thingOf(profile);
  },
  move: (tx, id, decide) => moderateProfile(tx, id, (state) => decide(state)?.to ?? null),
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
  };
}
