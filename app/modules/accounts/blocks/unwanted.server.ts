import type { Db } from "#app/infra/db.server.ts";
import { Prisma } from "#prisma/generated/client.ts";

/**
 * SQL: the ids of those whom a person has muted or blocked, as an array: `author_id <> ALL(${unwantedBy(me)})`. It is read
 * once for a statement, however many rows are compared with it.
 */
export function unwantedBy(userId: string): Prisma.Sql {
  return Prisma.sql`ARRAY(SELECT target_id FROM person_blocks WHERE user_id = ${userId}::uuid)`;
}

/** SQL: those of `authorIds` whom the person `reader`, a column, has muted or blocked, as an array. */
export function unwantedAmong(reader: Prisma.Sql, authorIds: readonly string[]): Prisma.Sql {
  return Prisma.sql`ARRAY(
    SELECT target_id FROM person_blocks WHERE user_id = ${reader} AND target_id = ANY(${authorIds}::uuid[]))`;
}

/**
 * Those of `userIds` who have muted or blocked the author: they hear nothing of what the author writes to them, and the author
 * hears nothing of that. What the team decides is told to everybody: nobody asks here about it. One SQL statement.
 */
export async function listBlockersOf(from: Db, authorId: string, userIds: readonly string[]): Promise<string[]> {
  const where = { targetId: authorId, userId: { in: [...userIds] } };
  const rows = await from.personBlock.findMany({ where, select: { userId: true } });
  return rows.map(({ userId }) => userId);
}
