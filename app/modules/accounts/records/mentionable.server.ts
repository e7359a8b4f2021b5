import { forItsValues } from "#app/infra/statements/plan.ts";
import { Prisma } from "#prisma/generated/client.ts";

const { sql } = Prisma;

/**
 * SQL: the people whom the person `actorId` may mention, wherever that is: everybody else whom `findCalled` finds, without those whom they
 * have blocked. Who has blocked them is among these, as in the list of people: that is told to nobody. Stands where a table
 * would (`FROM ${mentionableBy(id)} u`). Whether they may read what is written is asked beside it.
 */
export function mentionableBy(actorId: string): Prisma.Sql {
  return sql`(
    SELECT id, handle, name, role, member_of, facilitates FROM users
     WHERE ended_at IS NULL AND (suspended_until IS NULL OR suspended_until < now()) AND id <> ${actorId}::uuid
       AND id <> ALL(ARRAY(SELECT target_id FROM person_blocks WHERE user_id = ${actorId}::uuid AND level = 'block')))`;
}

/**
 * SQL: whether each word of what somebody types begins a word of the name or of the handle of the person `u`, without regard to accents and
 * case, in any script (`folded_words`). The index `users_word_beginnings` leads to them. Nobody is found by signs alone.
 */
export function isNamed(typed: string): Prisma.Sql {
  return sql`${forItsValues} word_beginnings(u.name || ' ' || u.handle) @@ begin_with(${typed})`;
}

/** SQL: the same of any words, such as the name of a group. */
export function beginsLike(words: string, typed: string): Prisma.Sql {
  return sql`word_beginnings(${words}) @@ begin_with(${typed})`;
}
