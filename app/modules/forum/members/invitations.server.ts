import { AppError, notFound } from "#app/infra/app-error.ts";
import { recordAudit } from "#app/infra/audit.server.ts";
import { db } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { nextCursor, readCursor } from "#app/lib/cursor.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { withName } from "#app/modules/accounts/person-columns.ts";
import { requirePoster } from "#app/modules/accounts/policy.ts";
import { hashSecret, makeSecret } from "#app/modules/accounts/tokens.server.ts";
import { invitationKeptDays } from "#app/modules/forum/limits.ts";
import { requireFacilitator, spaceArchived } from "#app/modules/forum/spaces/require-space.server.ts";
import { setSpaceRole } from "#app/modules/forum/spaces/set-space-role.server.ts";
import { lockRole } from "./change-role.server.ts";
import { invitationsPerPage } from "./limits.ts";

const day = 86_400_000;

/**
 * Makes a link that brings people into a space as its members, for so many days and, with `uses`, so many people. Returns its secret,
 * which is kept nowhere. Links that ended `invitationKeptDays` ago are forgotten. The audit log has a line. Throws 401, 403, 404 as
 * `requireFacilitator`.
 */
export async function makeInvitation(
  maybe: MaybeActor,
  code: string,
  { days, uses }: { days: number; uses: number | null },
  { at = new Date() } = {},
): Promise<string> {
  const secret = makeSecret();
  await transaction(async (tx) => {
    const { actor, space } = await requireFacilitator(maybe, code, tx);
    if (space.archivedAt) throw spaceArchived();
    const expiresAt = new Date(at.getTime() + days * day);
    const data = { spaceCode: code, tokenHash: hashSecret(secret), createdById: actor.id, createdAt: at };
    const { id } = await tx.spaceInvitation.create({
      data: { ...data, expiresAt, maxUses: uses },
      select: { id: true },
    });
    const long = { lt: new Date(at.getTime() - invitationKeptDays * day) };
    await tx.spaceInvitation.deleteMany({ where: { spaceCode: code, OR: [{ expiresAt: long }, { revokedAt: long }] } });
    const line = { action: "forum.invitation.changed", subject: `space:${code}` };
    await recordAudit(tx, { actorId: actor.id, ...line, data: { space: code, id, expiresAt, uses } });
  });
  return secret;
}

/** Takes a link back: it brings in nobody any more; twice is once. The audit log has a line. Throws 401, 403, 404. */
export async function revokeInvitation(
  maybe: MaybeActor,
  code: string,
  id: string,
  { at = new Date() } = {},
): Promise<void> {
  await transaction(async (tx) => {
    const { actor } = await requireFacilitator(maybe, code, tx);
    const where = { id, spaceCode: code };
    const { count } = await tx.spaceInvitation.updateMany({
      where: { ...where, revokedAt: null },
      data: { revokedAt: at },
    });
    if (count === 0) {
      if ((await tx.spaceInvitation.count({ where })) === 0) throw notFound();
      return;
    }
    const line = { action: "forum.invitation.revoked", subject: `space:${code}` };
    await recordAudit(tx, { actorId: actor.id, ...line, data: { space: code, id } });
  });
}

export type InvitationState = "open" | "used" | "expired" | "revoked";

type Ends = { maxUses: number | null; uses: number; expiresAt: Date; revokedAt: Date | null };

/** Whether a link still brings people in, or why not. */
function stateOf({ maxUses, uses, expiresAt, revokedAt }: Ends, at: Date): InvitationState {
  if (revokedAt) return "revoked";
  if (expiresAt <= at) return "expired";
  return maxUses !== null && uses >= maxUses ? "used" : "open";
}

const columns = {
  id: true,
  createdAt: true,
  expiresAt: true,
  maxUses: true,
  uses: true,
  revokedAt: true,
  createdBy: withName,
} as const;

/**
 * The links of a space, the newest first, each with its state. Whoever calls has judged that the actor facilitates the space. One SQL
 * statement.
 */
export async function listSpaceInvitations(
  code: string,
  { before, at = new Date() }: { before?: string | null; at?: Date } = {},
) {
  const from = readCursor(before);
  const older = from && { OR: [{ createdAt: { lt: from.at } }, { createdAt: from.at, id: { lt: from.id } }] };
  const rows = await db().spaceInvitation.findMany({
    where: { spaceCode: code, ...older },
    select: columns,
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: invitationsPerPage + 1,
  });
  const invitations = rows.slice(0, invitationsPerPage).map((row) => ({ ...row, state: stateOf(row, at) }));
  return { invitations, next: nextCursor(rows, invitationsPerPage, "createdAt") };
}

/** The link of this secret with its space, whatever its state. Throws 404 for one that nobody has. One SQL statement. */
export async function getSpaceInvitation(token: string, { at = new Date() } = {}) {
  const select = {
    ...columns,
    space: { select: { code: true, activityCode: true, name: true, archivedAt: true } },
  } as const;
  const where = { tokenHash: hashSecret(token) };
  const row = /^[\w-]{32}$/.test(token) ? await db().spaceInvitation.findUnique({ where, select }) : null;
  if (!row) throw notFound();
  return { ...row, state: stateOf(row, at) };
}

/**
 * The actor comes into the space of a link, as a member; whoever is in it stays what they are, and the link loses nothing by it. Of
 * many who come at once by the last use of a link one comes in. Throws 401, 403 for who may not post, 404, 409
 * "forum.error.invitation_over" for a link that is used up, expired or revoked. Returns the space.
 */
export async function acceptSpaceInvitation(
  maybe: MaybeActor,
  token: string,
  { at = new Date() } = {},
): Promise<{ code: string }> {
  const actor = requirePoster(maybe);
  const { id, space } = await getSpaceInvitation(token, { at });
  await transaction(async (tx) => {
    if ((await lockRole(tx, space.code, actor.id)) !== null) return;
    if (space.archivedAt) throw spaceArchived();
    const used = await tx.$queryRaw<{ by: string }[]>`
      UPDATE space_invitations SET uses = uses + 1
       WHERE id = ${id}::uuid AND revoked_at IS NULL AND expires_at > ${at} AND (max_uses IS NULL OR uses < max_uses)
      RETURNING created_by_id::text AS by`;
    if (!used[0]) throw new AppError("forum.error.invitation_over", 409);
    const member = { spaceCode: space.code, userId: actor.id };
    await setSpaceRole(tx, { ...member, role: "member", by: used[0].by, at });
    await tx.spaceWish.deleteMany({ where: member });
  });
  return space;
}
