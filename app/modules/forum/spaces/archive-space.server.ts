import { AppError } from "#app/infra/app-error.ts";
import { recordAudit } from "#app/infra/audit.server.ts";
import type { Tx } from "#app/infra/db.server.ts";
import { record, transaction } from "#app/infra/transaction.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { requirePoster } from "#app/modules/accounts/policy.ts";
import { canArchive } from "#app/modules/forum/policy.ts";
import { requireFacilitator } from "./require-space.server.ts";
import type { ArchiveInput } from "./schemas.ts";

/**
 * Archives a space that somebody has made, with a reason that everybody there reads, or opens it again. Who could read it still does; nobody
 * writes in it or comes into it, and it is in no list of spaces in use. Its members are told when it is archived. Archiving it again changes
 * the reason; what is so already stays so, without an audit line. Throws 401, 403, 404 as `requireFacilitator`, 403 for who may not post, 409
 * "forum.error.space_stays" for one of the Open Roadmap, "forum.error.archive_waiting" while posts or people wait for a decision there.
 */
export async function archiveSpace(
  maybe: MaybeActor,
  code: string,
  input: ArchiveInput,
  { at = new Date() } = {},
): Promise<void> {
  await transaction(async (tx) => {
    // Against `requireInUse`: what comes in at the same moment is there by now, or finds the space archived.
    await tx.$queryRaw`SELECT 1 FROM spaces WHERE code = ${code} FOR UPDATE`;
    const { actor, space } = await requireFacilitator(maybe, code, tx);
    requirePoster(actor);
    if (!canArchive(actor, space)) throw new AppError("forum.error.space_stays", 409);
    const reason = input.intent === "archive" ? input.reason : null;
    if (space.archivedReason === reason) return;
    const isNew = reason !== null && space.archivedAt === null;
    if (isNew) await requireNothingWaits(tx, code);
    const archivedAt = reason === null ? null : (space.archivedAt ?? at);
    await tx.space.update({ where: { code }, data: { archivedAt, archivedReason: reason }, select: { code: true } });
    if (isNew) await record(tx, "forum.space.archived", { spaceCode: code, byId: actor.id, at: at.toISOString() });
    const action = reason === null ? "forum.space.reopened" : "forum.space.archived";
    const data = { space: code, name: space.name, ...(reason !== null && { reason }) };
    await recordAudit(tx, { actorId: actor.id, action, subject: `space:${code}`, data });
  });
}

/** Whoever sent something or wishes to come in is owed an answer before. */
async function requireNothingWaits(tx: Tx, code: string): Promise<void> {
  const [found] = await tx.$queryRaw<{ count: number }[]>`
    SELECT (SELECT count(*) FROM waiting_posts w LEFT JOIN topics t ON t.id = w.topic_id
             WHERE w.state = 'waiting' AND coalesce(t.space_code, w.space_code) = ${code})::int
           + (SELECT count(*) FROM space_wishes w WHERE w.space_code = ${code} AND w.declined_at IS NULL)::int AS count`;
  const count = found!.count;
  if (count > 0) throw new AppError("forum.error.archive_waiting", 409, { values: { count } });
}
