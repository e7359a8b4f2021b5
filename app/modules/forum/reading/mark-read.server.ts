import { notFound } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { requireActive } from "#app/modules/accounts/policy.ts";
import { visibleTopics } from "#app/modules/forum/sight.server.ts";

/**
 * Notes that the actor has seen a topic up to reply `number`: the larger of old and new stays, in one statement. A number
 * that the topic does not have marks nothing; nor does a guest, nor a page that was shown before the actor last marked the
 * topic as unread: `marks` is how often they had done so when it was. Returns whether something was noted. Throws 403 for a
 * suspended person.
 */
export async function markRead(actor: MaybeActor, publicId: number, number: number, marks = 0): Promise<boolean> {
  if (!actor) return false;
  requireActive(actor);
  const changed = await db().$executeRaw`
    INSERT INTO topic_readers (user_id, topic_id, last_read, updated_at)
    SELECT ${actor.id}::uuid, id, ${number}, now() FROM ${visibleTopics(actor)} t
     WHERE public_id = ${publicId} AND last_reply_number >= ${number}
    ON CONFLICT (user_id, topic_id) DO UPDATE
       SET last_read = GREATEST(topic_readers.last_read, EXCLUDED.last_read), updated_at = now()
     WHERE topic_readers.last_read < EXCLUDED.last_read AND topic_readers.unread_marks = ${marks}`;
  return changed === 1;
}

/**
 * Makes a topic unread to the actor from reply `number` (1 or more) on, and read until there: the one way in which reading
 * goes backwards. Pages that were shown before report nothing any more (see `markRead`): a browser tells late what was on
 * screen, as it leaves the page for instance, and a counter needs no clocks to agree. One statement. Throws 401, 403, and
 * 404 when there is no such reply.
 */
export async function markUnread(maybe: MaybeActor, publicId: number, number: number): Promise<void> {
  const actor = requireActive(maybe);
  const changed = await db().$executeRaw`
    INSERT INTO topic_readers (user_id, topic_id, last_read, unread_marks, updated_at)
    SELECT ${actor.id}::uuid, id, ${number - 1}, 1, now() FROM ${visibleTopics(actor)} t
     WHERE public_id = ${publicId} AND ${number} BETWEEN 1 AND last_reply_number
    ON CONFLICT (user_id, topic_id) DO UPDATE
       SET last_read = EXCLUDED.last_read, unread_marks = topic_readers.unread_marks + 1, updated_at = now()`;
  if (changed === 0) throw notFound();
}
