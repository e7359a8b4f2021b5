import { Prisma } from "#prisma/generated/client.ts";

/**
 * SQL: every person, with what other modules may read of them. Stands where a table would, with a name behind it
 * (`JOIN ${allPeople} u ON u.id = …`); PostgreSQL folds it into the statement around it. `email` is null until the person has
 * shown that it is theirs: anybody can open an account with anybody's address. `printed_name`, the name for documents, is its
 * owner's: nobody else is shown it. `picture` is the one that `Face` shows; nobody's who is suspended.
 */
export const allPeople = Prisma.sql`(
  SELECT id, handle, name, CASE WHEN email_confirmed_at IS NOT NULL THEN email END AS email, email_confirmed_at, language, zone,
         country, institution, role, member_of, facilitates, suspended_until, created_at AS joined_at,
         coalesce(nullif(legal_name, ''), name) AS printed_name,
         CASE WHEN suspended_until > now() THEN NULL ELSE picture END AS picture FROM users)`;
