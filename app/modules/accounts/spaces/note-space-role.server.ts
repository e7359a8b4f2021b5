import type { Tx } from "#app/infra/db.server.ts";

/** What somebody is in a space; null for whoever does not belong to it. */
export type SpaceRole = "member" | "facilitator" | null;

/**
 * Keeps with a person which spaces they belong to and which they facilitate, because each of their pages asks: `Actor.memberOf` and
 * `Actor.facilitates`. Call it in the transaction that changes the row of the member, under the lock of `setSpaceRole`. One SQL
 * statement.
 */
export async function noteSpaceRole(tx: Tx, userId: string, code: string, role: SpaceRole): Promise<void> {
  const [memberOf, facilitates] = [role === null ? [] : [code], role === "facilitator" ? [code] : []];
  await tx.$executeRaw`
    UPDATE users
       SET member_of = array_remove(member_of, ${code}) || ${memberOf}::text[],
           facilitates = array_remove(facilitates, ${code}) || ${facilitates}::text[]
     WHERE id = ${userId}::uuid`;
}

/**
 * The same for many people who become members of one space and did not belong to it. Locks them in one order, so that two who do this
 * do not wait for each other. One SQL statement.
 */
export async function noteMembers(tx: Tx, userIds: readonly string[], code: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE users u SET member_of = array_remove(member_of, ${code}) || ARRAY[${code}]
      FROM (SELECT id FROM users WHERE id = ANY(${userIds}::uuid[]) ORDER BY id FOR NO KEY UPDATE) those
     WHERE u.id = those.id`;
}
