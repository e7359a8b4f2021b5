import { offeredLanguage } from "#app/i18n/offered-languages.ts";
import { translatorFor } from "#app/i18n/t.server.ts";
import { fieldError } from "#app/infra/app-error.ts";
import type { Db, Tx } from "#app/infra/db.server.ts";
import { isUuid } from "#app/lib/uuid.ts";
import { eraseNames, giveBack, isTakenName, neutralNumber, takeName, type TakenName } from "./taken-name.ts";
import { Prisma } from "#prisma/generated/client.ts";

export type ProfileState = "visible" | "hidden" | "removed";

/** What a person says of themselves in their own words, and how they look. */
type Words = { institution: string | null; about: string | null; picture: string | null };
/** "visible": nothing but a name is away, for good. */
type Withdrawn = Words & { state: ProfileState; name?: TakenName };

/** What a decision makes of a profile; `takesName`: a neutral name stands instead of theirs. */
type ProfileChange = { to: ProfileState | "purged"; takesName?: boolean };

/** A profile as those see it who decide about it: with what is out of sight. */
export type ProfileToModerate = Words & {
  id: string;
  name: string;
  handle: string;
  language: string;
  state: ProfileState;
  createdAt: Date;
  /** The name that was taken from them last and may come back; null while they have their own. */
  takenName: string | null;
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
    const takenName = away?.name?.isErased ? null : (away?.name?.was.at(-1) ?? null);
    return { ...profile, ...filledUp(profile, away), state: away?.state ?? "visible", takenName };
  });
}

/**
 * Takes a person's own words and picture, and if the decision says so their name, out of everybody's sight, brings them back, or erases
 * them, in the caller's transaction. They are moved away from where everybody reads them, so that no page can show them; what the person
 * has written meanwhile stays when they come back. `decide` is shown the state under the lock. Returns the new state; null for
 * somebody who is gone, or when nothing is to change.
 */
export async function moderateProfile(
  tx: Tx,
  userId: string,
  decide: (state: ProfileState) => ProfileChange | null,
): Promise<ProfileState | "purged" | null> {
  await tx.$queryRaw`SELECT id FROM users WHERE id = ${userId}::uuid FOR NO KEY UPDATE`;
  const row = await tx.user.findFirst({ where: { id: userId, endedAt: null }, select: columns });
  if (!row) return null;
  const away = row.withdrawn as Withdrawn | null;
  const change = decide(away?.state ?? "visible");
  if (change === null) return null;
  const { name, taken } = changeOfName(change, row, away?.name);
  const data = { name, ...changeTo(change.to, row, away, taken) };
  await tx.user.update({ where: { id: userId }, data, select: { id: true } });
  return change.to;
}

const nothing: Words = { institution: null, about: null, picture: null };

function changeTo(to: ProfileState | "purged", shown: Words, away: Withdrawn | null, name: TakenName | null) {
  const only = name && { name };
  // What is not to be used again is remembered, also where nothing comes back.
  const rest = only ? { state: "visible", ...nothing, ...only } : Prisma.DbNull;
  if (to === "visible") return { ...filledUp(shown, away), withdrawn: rest };
  // A picture that is being made ready is not shown later, either; its file and a purged one's go with the sweep of pictures.
  const gone = { ...nothing, pictureUpload: null };
  if (to === "purged") return { ...gone, withdrawn: rest };
  return { ...gone, withdrawn: { state: to, ...filledUp(shown, away), ...only } };
}

type Called = { id: string; name: string; language: string };

/** What the person is called then, and which names are kept from them: null when none is. */
function changeOfName({ to, takesName }: ProfileChange, { id, name, language }: Called, taken?: TakenName) {
  if (to === "visible") {
    if (!taken || taken.isErased) return { name, taken: taken ?? null };
    // A name that they chose meanwhile stays.
    return { name: name === taken.now ? taken.was.at(-1)! : name, taken: giveBack(taken) };
  }
  const takes = takesName && name !== taken?.now;
  const now = translatorFor(offeredLanguage(language))("accounts.neutral_name", { number: String(neutralNumber(id)) });
  const next = takes ? takeName(taken ?? null, name, now) : taken;
  if (!next) return { name, taken: null };
  return { name: takes ? now : name, taken: to === "purged" ? eraseNames(next) : next };
}

/** What is shown now, and for the rest what was taken away. */
function filledUp(shown: Words, away: Words | null): Words {
  return {
    institution: shown.institution ?? away?.institution ?? null,
    about: shown.about ?? away?.about ?? null,
    picture: shown.picture ?? away?.picture ?? null,
  };
}

/** Throws 400 for a name that moderators have taken from the person: locks them in the caller's transaction. */
export async function requireOwnName(tx: Tx, userId: string, name: string): Promise<void> {
  const [row] = await tx.$queryRaw<{ withdrawn: Withdrawn | null }[]>`
    SELECT withdrawn FROM users WHERE id = ${userId}::uuid FOR NO KEY UPDATE`;
  if (isTakenName(name, row?.withdrawn?.name)) throw fieldError("name", "accounts.error.taken_name");
}

/** Whether moderators have taken texts and picture of a person out of sight, and whether the name that they have instead of their own stands. */
export function standingOf(withdrawn: unknown, name: string): { isWithdrawn: boolean; isRenamed: boolean } {
  const away = withdrawn as Withdrawn | null;
  return { isWithdrawn: away !== null && away.state !== "visible", isRenamed: away?.name?.now === name };
}
