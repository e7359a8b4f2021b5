import { notFound } from "#app/infra/app-error.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import type { PlacedTopic } from "#app/modules/forum/policy.ts";
import type { PostState } from "#app/modules/forum/post-state.ts";
import { requireTopic } from "#app/modules/forum/sight.server.ts";

type TopicChanges = { lastReplyNumber: number; slug: string; count: number };

/**
 * The newest reply's number, the slug, and how many replies after the number `after` can be read (0 when it is not given), for a
 * page that asks whether it is still up to date. Throws 404, 410. One statement.
 */
export async function getChangesFor(actor: MaybeActor, publicId: number, after: number | null): Promise<TopicChanges> {
  type Row = TopicChanges & PlacedTopic & { state: PostState };
  const since = after ?? 2_000_000_000;
  if (!row) throw notFound();
  requireTopic(actor, row);
  return { lastReplyNumber: row.lastReplyNumber, slug: row.slug, count: row.count };
}
