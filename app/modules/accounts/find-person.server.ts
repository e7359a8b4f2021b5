import type { Db } from "#app/infra/db.server.ts";
import type { Role } from "#prisma/generated/enums.ts";

const columns = {
  id: true,
  name: true,
  handle: true,
  email: true,
  language: true,
  zone: true,
  createdAt: true,
  emailConfirmedAt: true,
  suspendedUntil: true,
} as const;

const confirmed = { emailConfirmedAt: { not: null } } as const;

/** A person by their id, with what it takes to write to them; null for nobody. One SQL statement. */
export async function findPerson(client: Db, id: string) {
  return client.user.findUnique({ where: { id }, select: columns });
}

/**
 * A person by their handle (with or without @) or their confirmed e-mail address, in any case of letters; with `roles` only who
 * has one of them. An address that nobody has confirmed is nobody's. Null for nobody. One SQL statement.
 */
export async function findPersonCalled(client: Db, wished: string, { roles }: { roles?: Role[] } = {}) {
  const name = wished.trim().replace(/^@/, "").toLowerCase();
  return client.user.findFirst({
    where: { OR: [{ handle: name }, { email: name, ...confirmed }], ...(roles && { role: { in: roles } }) },
    select: columns,
  });
}

/** The people to whom one of these e-mail addresses belongs, written in small letters. One SQL statement. */
export async function listPeopleAt(client: Db, emails: string[]): Promise<{ id: string; email: string }[]> {
  return client.user.findMany({ where: { email: { in: emails }, ...confirmed }, select: { id: true, email: true } });
}

/** The ids of at most 20 administrators. One SQL statement. */
export async function listAdministrators(client: Db): Promise<string[]> {
  const rows = await client.user.findMany({ where: { role: "administrator" }, take: 20, select: { id: true } });
  return rows.map(({ id }) => id);
}
