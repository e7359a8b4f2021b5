import { db } from "#app/infra/db.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { withName } from "#app/modules/accounts/person-columns.ts";
import type { UnitAddress } from "./save-draft.server.ts";
import { getUnitToWriteFor } from "./load-texts.server.ts";

/** Seconds after which somebody who has not been heard of counts as gone. */
const presenceSeconds = 60;

export type OtherEditor = { name: string; language: string };

/**
 * Notes that the actor has a unit's editor open, and names who else does, at most ten. Nobody is locked out: versions
 * decide about texts. Throws as `getUnitToWriteFor`.
 */
export async function seeEditors(
  actor: MaybeActor,
  address: UnitAddress,
  language: string,
  { at = new Date() } = {},
): Promise<OtherEditor[]> {
  const { access, unit } = await getUnitToWriteFor(actor, address, language);
  return noteEditor({ unitId: unit.id, userId: access.actor.id, language, at });
}

/** The same for a unit that was already opened to its author. Two SQL statements. */
export async function noteEditor(seen: {
  unitId: string;
  userId: string;
  language: string;
  at: Date;
}): Promise<OtherEditor[]> {
  const { unitId, userId, language, at } = seen;
  await db().unitEditor.upsert({
    where: { unitId_userId: { unitId, userId } },
    create: { unitId, userId, language, seenAt: at },
    update: { language, seenAt: at },
    select: { unitId: true },
  });
  return listOtherEditors({ unitId, userId, at });
}

/** Who else has a unit's editor open. One SQL statement. */
export async function listOtherEditors(seen: { unitId: string; userId: string; at: Date }): Promise<OtherEditor[]> {
  const { unitId, userId, at } = seen;
  const rows = await db().unitEditor.findMany({
    where: { unitId, userId: { not: userId }, seenAt: { gt: new Date(at.getTime() - presenceSeconds * 1000) } },
    orderBy: [{ seenAt: "desc" }, { userId: "asc" }],
    take: 10,
    select: { language: true, user: withName },
  });
  return rows.map((row) => ({ name: row.user.name, language: row.language }));
}
