import { recordAudit } from "#app/infra/audit.server.ts";
import { fieldError, forbidden, notFound } from "#app/infra/app-error.ts";
import type { Db, Tx } from "#app/infra/db.server.ts";
import { db } from "#app/infra/db.server.ts";
import { record, transaction } from "#app/infra/transaction.server.ts";
import { readLocalTime } from "#app/lib/local-time.ts";
import type { Actor, MaybeActor } from "#app/modules/accounts/actor.ts";
import { canSanction, requireRole } from "#app/modules/accounts/policy.ts";
import type { SanctionKind } from "#app/modules/accounts/sanctions/sanction-kinds.ts";
import { maxSanctionYears } from "#app/modules/accounts/sanctions/sanction-kinds.ts";
import { endSessions } from "#app/modules/accounts/sessions.server.ts";

/** A date as a form sends it (2026-12-24); the sanction ends as that day begins by the clock of who imposes it. */
type Imposed = { handle: string; kind: SanctionKind; until?: string; reason: string };

const actions = {
  warn: "accounts.account.warned",
  silence: "accounts.account.silenced",
  suspend: "accounts.account.suspended",
} as const;

/**
 * Warns somebody; or silences them until a date: they read, but write nothing that others read; or suspends them: all their
 * sessions and sockets end within seconds, and they cannot sign in before that date. A second one of a kind takes the place of
 * the first. They are told by mail, with the reason; a line stays in their record and in the audit log. Throws 401, 403 for who
 * is no moderator, for oneself and for whoever stands as high, 404 for no such handle, 400 "accounts.error.until".
 */
export async function imposeSanction(
  maybe: MaybeActor,
  { handle, kind, until: date, reason }: Imposed,
  { at = new Date() } = {},
): Promise<{ id: string; until: Date | null }> {
  const actor = requireRole(maybe, ["moderator"]);
  const until = kind === "warn" ? null : readUntil(date ?? "", actor.zone, at);
  return transaction(async (tx) => {
    const { id: userId } = await lockPersonFor(tx, actor, handle);
    const row = { userId, kind, reason, until, byId: actor.id, createdAt: at };
    if (until) await endRunning(tx, { userId, kind, byId: actor.id }, at);
    const { id } = await tx.sanction.create({ data: row, select: { id: true } });
    if (kind === "silence") await setUser(tx, userId, { silencedUntil: until, silenceReason: reason });
    if (kind === "suspend") {
      await setUser(tx, userId, { suspendedUntil: until, suspensionReason: reason });
      await endSessions(tx, userId);
    }
    const data = until ? { until: until.toISOString() } : undefined;
    await recordAudit(tx, { actorId: actor.id, action: actions[kind], subject: `user:${userId}`, data });
    await record(tx, "accounts.sanction.imposed", { sanctionId: id });
    return { id, until };
  });
}

/**
 * Ends what is running of a sanction before its time; of one that has ended it changes nothing. The person is told by mail. Throws
 * as `imposeSanction`, and 404 when the person has no such sanction.
 */
export async function endSanction(
  maybe: MaybeActor,
  { handle, id }: { handle: string; id: string },
  { at = new Date() } = {},
): Promise<void> {
  const actor = requireRole(maybe, ["moderator"]);
  await transaction(async (tx) => {
    const { id: userId } = await lockPersonFor(tx, actor, handle);
    const sanction = await tx.sanction.findFirst({ where: { id, userId }, select: { kind: true, until: true } });
    if (!sanction) throw notFound();
    const { kind } = sanction;
    const ended = await endRunning(tx, { userId, kind, byId: actor.id, id }, at);
    if (ended === 0) return;
    if (kind === "silence") await setUser(tx, userId, { silencedUntil: null, silenceReason: null });
    if (kind === "suspend") await setUser(tx, userId, { suspendedUntil: null, suspensionReason: null });
    const action = "accounts.account.restored";
    await recordAudit(tx, { actorId: actor.id, action, subject: `user:${userId}`, data: { kind } });
    await record(tx, "accounts.sanction.ended", { sanctionId: id });
  });
}

/** The person under a handle, whom the actor may warn, silence and suspend. Throws 401, 403, 404. */
export async function getPersonToSanction(maybe: MaybeActor, handle: string) {
  const actor = requireRole(maybe, ["moderator"]);
  return findPersonFor(db(), actor, handle);
}

async function lockPersonFor(tx: Tx, actor: Actor, handle: string) {
  await tx.$queryRaw`SELECT id FROM users WHERE handle = ${handle} FOR NO KEY UPDATE`;
  return findPersonFor(tx, actor, handle);
}

async function findPersonFor(from: Db, actor: Actor, handle: string) {
  const select = { id: true, name: true, handle: true, role: true, silencedUntil: true, suspendedUntil: true } as const;
  const person = await from.user.findFirst({ where: { handle, endedAt: null }, select });
  if (!person) throw notFound();
  if (actor.id === person.id) throw forbidden("accounts.error.own_sanction");
  if (!canSanction(actor, person)) throw forbidden("accounts.error.higher_sanction");
  return person;
}

async function endRunning(
  tx: Tx,
  { userId, kind, byId, id }: { userId: string; kind: SanctionKind; byId: string; id?: string },
  at: Date,
): Promise<number> {
  const where = { userId, kind, endedAt: null, until: { gt: at }, ...(id && { id }) };
  return (await tx.sanction.updateMany({ where, data: { endedAt: at, endedById: byId } })).count;
}

type Standing = {
  silencedUntil?: Date | null;
  silenceReason?: string | null;
  suspendedUntil?: Date | null;
  suspensionReason?: string | null;
};

async function setUser(tx: Tx, id: string, data: Standing): Promise<void> {
  await tx.user.update({ where: { id }, data, select: { id: true } });
}

function readUntil(date: string, zone: string, at: Date): Date {
  const until = readLocalTime(`${date}T00:00`, zone)?.at;
  const latest = new Date(at.getTime() + maxSanctionYears * 366 * 86_400_000);
  if (!until || until <= at || until > latest) throw fieldError("until", "accounts.error.until");
  return until;
}
