import { recordAudit } from "#app/infra/audit.server.ts";
import { forbidden, notFound } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { isUuid } from "#app/lib/uuid.ts";
import type { MaybeActor, Role } from "#app/modules/accounts/actor.ts";
import type { PeopleFilter } from "./people-filters.ts";
import { peopleFound } from "#app/modules/accounts/people-found.server.ts";
import { canChangeRole, requireRole } from "#app/modules/accounts/policy.ts";
import { Prisma } from "#prisma/generated/client.ts";

type PersonRow = {
  id: string;
  name: string;
  handle: string;
  picture: string | null;
  email: string;
  role: Role;
  country: string;
  createdAt: Date;
  emailConfirmedAt: Date | null;
  isSuspended: boolean;
};

/** A page of people for administrators, newest first, optionally those whom `search` finds, and of a kind. One SQL statement. Throws 401 or 403. */
export async function listPeopleFor(
  actor: MaybeActor,
  page: { search?: string; filter?: PeopleFilter | null; before?: string | null; limit?: number },
) {
  requireRole(actor, ["administrator"]);
  const limit = Math.min(page.limit ?? 50, 100);
  // UUIDv7 ids rise with time, so the id alone is the cursor.
  const older = page.before && isUuid(page.before) ? Prisma.sql`AND u.id < ${page.before}::uuid` : Prisma.empty;
  const rows = await db().$queryRaw<PersonRow[]>`
    SELECT u.id, u.name, u.handle, u.picture, u.email, u.role::text AS role, u.country, u.created_at AS "createdAt",
           u.email_confirmed_at AS "emailConfirmedAt", coalesce(u.suspended_until > now(), false) AS "isSuspended"
      FROM users u
     WHERE u.ended_at IS NULL AND ${peopleFound(page.search ?? "")} ${ofKind(page.filter ?? null)} ${older}
     ORDER BY u.id DESC LIMIT ${limit + 1}`;
  return { people: rows.slice(0, limit), next: rows.length > limit ? (rows[limit - 1]?.id ?? null) : null };
}

function ofKind(filter: PeopleFilter | null): Prisma.Sql {
  if (filter === null) return Prisma.empty;
  if (filter === "suspended") return Prisma.sql`AND u.suspended_until > now()`;
  if (filter === "unconfirmed") return Prisma.sql`AND u.email_confirmed_at IS NULL`;
  return Prisma.sql`AND u.role = ${filter}::role`;
}

/** Gives a person a role, with an audit line. Administrators only, never for themselves (403). 404 for no such handle. */
export async function changeRole(actor: MaybeActor, input: { handle: string; role: Role }): Promise<void> {
  const administrator = requireRole(actor, ["administrator"]);
  await transaction(async (tx) => {
    const person = await tx.user.findUnique({ where: { handle: input.handle }, select: { id: true, role: true } });
    if (!person) throw notFound();
    if (!canChangeRole(administrator, person)) throw forbidden("accounts.error.own_role");
    if (person.role === input.role) return;
    await tx.user.update({ where: { id: person.id }, data: { role: input.role }, select: { id: true } });
    await recordAudit(tx, {
      actorId: administrator.id,
      action: "accounts.role.changed",
      subject: `user:${person.id}`,
      data: { from: person.role, to: input.role },
    });
  });
}
