import { db, type Tx } from "#app/infra/db.server.ts";

export type Holder = { name: string; legalName: string | null; country: string; language: string; zone: string };

/** What a document about a person needs: both names, country, language and zone. Throws when there is no such person. */
export function getHolder(userId: string): Promise<Holder> {
  const select = { name: true, legalName: true, country: true, language: true, zone: true };
  return db().user.findUniqueOrThrow({ where: { id: userId }, select });
}

/** Keeps the name that documents show from now on, in the caller's transaction. */
export async function saveLegalName(tx: Tx, userId: string, legalName: string): Promise<void> {
  await tx.user.update({ where: { id: userId }, data: { legalName }, select: { id: true } });
}
