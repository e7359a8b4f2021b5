import type { Actor } from "#app/modules/accounts/actor.ts";
import { limitsFor } from "#app/modules/forum/limits.ts";
import { Prisma } from "#prisma/generated/client.ts";

/** SQL: whether what the actor sends to the topic of a row is a post at once; the same in words is `whyWaits`. */
export function isPostAtOnce(actor: Actor, { exceeds }: { exceeds: boolean }): Prisma.Sql {
  if (limitsFor(actor) === null) return Prisma.sql`true`;
  const { facilitates, memberOf } = actor;
  const isKept = Prisma.sql`space_code = ANY(${facilitates})`;
  if (exceeds) return isKept;
  const isMember = Prisma.sql`space_code = ANY(${memberOf}) OR space_code NOT IN (SELECT code FROM spaces WHERE posts_wait = 'not_members')`;
  if (!actor.isNew) return Prisma.sql`(${isMember})`;
  return Prisma.sql`(${isKept}
    OR (${isMember}) AND space_code NOT IN (SELECT code FROM spaces WHERE posts_wait = 'new_people'))`;
}
