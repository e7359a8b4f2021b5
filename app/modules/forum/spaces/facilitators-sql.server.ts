import { allPeople } from "#app/modules/accounts/people.server.ts";
import { Prisma } from "#prisma/generated/client.ts";

/** SQL: the ids of those who look after a space: its facilitators, and where it has none, moderators and administrators. */
export function facilitatorsOf(code: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    ARRAY(SELECT k.id::text FROM ${allPeople} k
           WHERE ${code} = ANY(k.facilitates)
              OR k.role IN ('moderator', 'administrator') AND NOT EXISTS (
                   SELECT 1 FROM space_members m WHERE m.space_code = ${code} AND m.role = 'facilitator'))`;
}
