import type { Db, Tx } from "#app/infra/db.server.ts";
import { isUuid } from "#app/lib/uuid.ts";
import { Prisma } from "#prisma/generated/client.ts";

export type ProfileState = "visible" | "hidden" | "removed";

/** What a person says of themselves in their own words, and how they look. */
type Words = { institution: string | null; about: string | null; picture: string | null };
type Withdrawn = Words & { state: "hidden" | "removed" };

/** A profile as those see it who decide about it: with what is out of sight. */
export type ProfileToModerate = Words & {
  id: string;
  name: string;
  handle: string;
  language: string;
  state: ProfileState;
  createdAt: Date;
};

const columns = {
  id: true,
  name: true,
  handle: true,
  language: true,
  institution: true,
  about: true,
  picture: true,
  withdrawn: true,
  createdAt: true,
} as const;

/** The profiles of people, by ids or handles; those who are not there are left out. One SQL statement. */
export async function findProfilesToModerate(client: Db, which: readonly string[]): Promise<ProfileToModerate[]> {
  const handles = which.filter((one) => !isUuid(one)).map((one) => one.toLowerCase());
  const where = { endedAt: null, OR: [{ id: { in: which.filter(isUuid) } }, { handle: { in: handles } }] };
  const rows = await client.user.findMany({ where, select: columns });
  return rows.map(({ withdrawn, ...profile }) => {
    const away = withdrawn as Withdrawn | null;
    return { ...profile, ...filledUp(profile, away), state: away?.state ?? "visible" };
  });
}

/**
 * Takes a person's own words and picture out of everybody's sight, brings them back, or erases them, in the caller's
 * transaction. They are moved away from where everybody reads them, so that no page can show them; what the person has
 * written meanwhile stays when they come back. `decide` is shown the state under the lock. Returns the new state; null for
 * somebody who is gone, or when nothing is to change.
 */
export async function moderateProfile(
  tx: Tx,
  userId: string,
  decide: (state: ProfileState) => ProfileState | "purged" | null,
): Promise<ProfileState | "purged" | null> {
  await tx.$queryRaw`SELECT id FROM users WHERE id = ${userId}::uuid FOR NO KEY UPDATE`;
  const row = await tx.user.findFirst({ where: { id: userId, endedAt: null }, select: columns });
  if (!row) return null;
  const away = row.withdrawn as Withdrawn | null;
  const to = decide(away?.state ?? "visible");
  if (to === null) return null;
  await tx.user.update({ where: { id: userId }, data: changeTo(to, row, away), select: { id: true } });
  return to;
}

const nothing: Words = { institution: null, about: null, picture: null };

function changeTo(to: ProfileState | "purged", shown: Words, away: Withdrawn | null) {
  if (to === "visible") return { ...filledUp(shown, away), withdrawn: Prisma.DbNull };
  // A picture that is being made ready is not shown later, either; its file and a purged one's go with the sweep of pictures.
  const gone = { ...nothing, pictureUpload: null };
  if (to === "purged") return { ...gone, withdrawn: Prisma.DbNull };
  return { ...gone, withdrawn: { state: to, ...filledUp(shown, away) } };
}

/** What is shown now, and for the rest what was taken away. */
function filledUp(shown: Words, away: Words | null): Words {
  return {
    institution: shown.institution ?? away?.institution ?? null,
    about: shown.about ?? away?.about ?? null,
    picture: shown.picture ?? away?.picture ?? null,
  };
}
