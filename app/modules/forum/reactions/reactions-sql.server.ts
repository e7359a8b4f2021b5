import { Prisma } from "#prisma/generated/client.ts";

/**
 * SQL: the reactions to the post `r`, as a JSON list of `ReactionCount` in any order; null where nobody has given one. `me` is the
 * reader. It asks for the rows of one post by their key.
 */
export function reactionsOf(me: string): Prisma.Sql {
  return Prisma.sql`(
    SELECT json_agg(json_build_array(given.kind, given.times, given.mine))
      FROM (SELECT x.kind, count(*)::int AS times, bool_or(x.user_id = ${me}::uuid) AS mine
              FROM reactions x WHERE x.reply_id = r.id GROUP BY x.kind) given)`;
}
