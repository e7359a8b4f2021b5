import { Prisma } from "#prisma/generated/client.ts";

/**
 * SQL: whether learners are told no grade of the unit `u` at the moment `at`: it hides its grades, or it is a quiz whose
 * review shows no marks then (while it is open, or once it has closed), as Moodle's gradebook has it too.
 */
export function gradesHiddenAt(at: Date): Prisma.Sql {
  return Prisma.sql`(u.hides_grades OR EXISTS (
    SELECT 1 FROM quiz_settings s
     WHERE s.unit_id = u.id
       AND s.review -> (CASE WHEN u.closes_at <= ${at} THEN 'closed' ELSE 'open' END) ->> 'marks' = 'false'))`;
}
