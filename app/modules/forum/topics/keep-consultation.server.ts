import { AppError } from "#app/infra/app-error.ts";
import type { Tx } from "#app/infra/db.server.ts";
import { isVisible } from "#app/modules/forum/sight.server.ts";

/**
 * That the consultation of a locked topic may go, with what was proposed and voted in it. Throws 409 "forum.error.consultation_outcome"
 * while it is published.
 */
export async function requireConsultationMayGo(tx: Tx, topicId: string): Promise<void> {
  if ((await tx.topic.count({ where: { id: topicId, outcomeReply: isVisible } })) > 0)
    throw new AppError("forum.error.consultation_outcome", 409);
}
