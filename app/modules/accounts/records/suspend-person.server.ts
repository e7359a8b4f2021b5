import { recordAudit } from "#app/infra/audit.server.ts";
import { forbidden, notFound } from "#app/infra/app-error.ts";
import type { Tx } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import type { Actor, MaybeActor } from "#app/modules/accounts/actor.ts";
import { canChangeRole, requireRole } from "#app/modules/accounts/policy.ts";

const day = 86_400_000;

/**
 * Suspends a person for some days from now: until then they read, but write nothing, and no mail is sent to them. What they
 * wrote stays. A second time sets a new end. Leaves an audit line. Administrators only, never themselves (401, 403). Throws
 * 404 for no such handle.
 */
export async function suspendPerson(
  actor: MaybeActor,
  { handle, days }: { handle: string; days: number },
  { at = new Date() } = {},
): Promise<void> {
  const administrator = requireRole(actor, ["administrator"]);
  await transaction(async (tx) => {
    const { id } = await lockPersonOf(tx, administrator, handle);
    const suspendedUntil = new Date(at.getTime() + days * day);
    await tx.user.update({ where: { id }, data: { suspendedUntil }, select: { id: true } });
    const data = { until: suspendedUntil.toISOString() };
    const line = { action: "accounts.account.suspended", subject: `user:${id}`, data };
    await recordAudit(tx, { actorId: administrator.id, ...line });
  });
}

/** Ends a suspension; of somebody who is not suspended it changes nothing. Leaves an audit line. Throws as `suspendPerson`. */
export async function restorePerson(
  actor: MaybeActor,
  { handle }: { handle: string },
  { at = new Date() } = {},
): Promise<void> {
  const administrator = requireRole(actor, ["administrator"]);
  await transaction(async (tx) => {
    const { id, suspendedUntil } = await lockPersonOf(tx, administrator, handle);
    if (suspendedUntil === null || suspendedUntil <= at) return;
    await tx.user.update({ where: { id }, data: { suspendedUntil: null }, select: { id: true } });
    await recordAudit(tx, {
      actorId: administrator.id,
      action: "accounts.account.restored",
      subject: `user:${id}`,
    });
  });
}

async function lockPersonOf(tx: Tx, administrator: Actor, handle: string) {
  await tx.$queryRaw`SELECT id FROM users WHERE handle = ${handle} FOR NO KEY UPDATE`;
  const where = { handle, endedAt: null };
  const person = await tx.user.findFirst({ where, select: { id: true, suspendedUntil: true } });
  if (!person) throw notFound();
  if (!canChangeRole(administrator, person)) throw forbidden("accounts.error.own_suspension");
  return person;
}
