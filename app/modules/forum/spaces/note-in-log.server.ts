import { recordAudit } from "#app/infra/audit.server.ts";
import type { Tx } from "#app/infra/db.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { canFacilitate } from "#app/modules/forum/policy.ts";

type AboutPost = { number: number; authorId: string; topic: { id: string; title: string; spaceCode: string } };

/** What the team does to a post that is somebody else's. */
export type PostAction =
  | "forum.post.changed"
  | "forum.wiki.opened"
  | "forum.wiki.closed"
  | "forum.answer.changed"
  | "forum.outcome.changed"
  | "forum.translation.changed";

/**
 * Leaves an audit line of what whoever facilitates the space has done to something of `authorId`; none of what people do to their own, nor
 * of what everybody may, such as to change a wiki.
 */
export async function noteInLog(
  tx: Tx,
  actor: Actor,
  { number, authorId, topic }: AboutPost,
  action: PostAction,
  more: object = {},
): Promise<void> {
  if (actor.id === authorId || !canFacilitate(actor, topic.spaceCode)) return;
  const kind = action === "forum.translation.changed" ? "translation" : "reply";
  const data = { title: topic.title, space: topic.spaceCode, number, kind, author: authorId, ...more };
  await recordAudit(tx, { actorId: actor.id, action, subject: `topic:${topic.id}`, data });
}
