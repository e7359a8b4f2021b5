import { AppError } from "#app/infra/app-error.ts";
import type { Tx } from "#app/infra/db.server.ts";
import { isVisible } from "#app/modules/forum/sight.server.ts";

/**
 * Whether somebody still has to decide about any of these statements. Moderation knows, which stands above the forum: the page that takes a
 * consultation away hands it in. It is asked in the caller's transaction, once the statements are locked.
 */
export type AnyUndecided = (tx: Tx, statementIds: string[]) => Promise<boolean>;

/**
 * That the consultation of a locked topic may go, with what was proposed and voted in it, until the transaction ends. Throws 409
 * "forum.error.consultation_outcome" while it is published, "forum.error.consultation_reported" while a decision about one of its statements
 * is due: who reported it, and its author, are owed one. A report that arrives meanwhile comes before, or finds the statement gone.
 */
export async function requireConsultationMayGo(tx: Tx, topicId: string, anyUndecided: AnyUndecided): Promise<void> {
  if ((await tx.topic.count({ where: { id: topicId, outcomeReply: isVisible } })) > 0)
    throw new AppError("forum.error.consultation_outcome", 409);
  // A report locks its statement, too.
  const statements = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM consultation_statements WHERE topic_id = ${topicId}::uuid ORDER BY id FOR UPDATE`;
  const ids = statements.map(({ id }) => id);
  if (ids.length > 0 && (await anyUndecided(tx, ids))) throw new AppError("forum.error.consultation_reported", 409);
}
