import { Prisma } from "#prisma/generated/client.ts";

const { sql } = Prisma;

/** SQL: makes a statement plan anew for its values each time, for a condition that only such a plan can use an index for: a pattern. */
export const forItsValues: Prisma.Sql = sql`/* plan each time */`;

/** The same as a text that has it says it; such a text is never named. */
export const planEachTime: string = forItsValues.sql;

const digits = [sql`0`, sql`1`, sql`2`, sql`3`, sql`4`, sql`5`, sql`6`, sql`7`, sql`8`, sql`9`];

/**
 * SQL: LIMIT with the number in the text, for `count` rows at most. A plan for all values takes an unknown number for a tenth of the table,
 * and sorts where it could read in order. The text is put together of digits, so that nothing else can get into it.
 */
export function upTo(count: number): Prisma.Sql {
  const written = String(Math.max(0, Math.trunc(count)));
  return sql`LIMIT ${Prisma.join(
    [...written].map((digit) => digits[Number(digit)]!),
    "",
  )}`;
}
