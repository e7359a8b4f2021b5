import { recordAudit } from "#app/infra/audit.server.ts";
import { forbidden, notFound } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { isUuid } from "#app/lib/uuid.ts";
import type { MaybeActor, Role } from "./actor.ts";
import { peopleFound } from "./people-found.server.ts";
import { canChangeRole, requireRole } from "./policy.ts";
import { Prisma } from "#prisma/generated/client.ts";

type PersonRow = {
  id: string;
  name: string;
  handle: string;
  email: string;
  role: Role;
  country: string;
  createdAt: Date;
  emailConfirmedAt: Date | null;
};

/** A page of people for administrators, newest first, optionally those whom `search` finds. Throws 401 or 403. */
export async function listPeopleFor(
  actor: MaybeActor,
  page: { search?: string; before?: string | null; limit?: number },
) {
  requireRole(actor, ["administrator"]);
  const limit = Math.min(page.limit ?? 50, 100);
  // UUIDv7 ids rise with time, so the id alone is the cursor.
  const older = page.before && isUuid(page.before) ? Prisma.sql`AND u.id < ${page.before}::uuid` : Prisma.empty;
  const rows = await db().$queryRaw<PersonRow[]>`
    SELECT u.id, u.name, u.handle, u.email, u.role::text AS role, u.country, u.created_at AS "createdAt",
           u.email_confirmed_at AS "emailConfirmedAt"
      FROM users u
     WHERE u.ended_at IS NULL AND ${peopleFound(page.search ?? "")} ${older}
     ORDER BY u.id DESC LIMIT ${limit + 1}`;
  return { people: rows.slice(0, limit), next: rows.length > limit ? (rows[limit - 1]?.id ?? null) : null };
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
