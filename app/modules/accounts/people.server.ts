import { Prisma } from "#prisma/generated/client.ts";

/**
 * SQL: every person, with what other modules may read of them. Stands where a table would, with a name behind it
 * (`JOIN ${allPeople} u ON u.id = …`); PostgreSQL folds it into the statement around it. `printed_name`, the name for
 * documents, is its owner's: nobody else is shown it.
 */
export const allPeople = Prisma.sql`(
  SELECT id, handle, name, email, email_confirmed_at, language, zone, country, institution, role, suspended_until,
         coalesce(nullif(legal_name, ''), name) AS printed_name FROM users)`;
