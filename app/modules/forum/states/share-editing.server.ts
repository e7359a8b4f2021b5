import { forbidden, notFound } from "#app/infra/app-error.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { requirePoster } from "#app/modules/accounts/policy.ts";
import { type FoundPost, getOpenPostFor } from "#app/modules/forum/find-post.server.ts";
import { canMakeWiki } from "#app/modules/forum/policy.ts";
import { type Switch, switched } from "#app/modules/forum/switch.ts";
import { noteInLog } from "#app/modules/forum/spaces/note-in-log.server.ts";
import { lockPost } from "./set-post-state.server.ts";

/** A post of which the actor may say whether others change it, too. Throws 401, 403, 404, 410. One SQL statement. */
export async function getPostToShare(maybe: MaybeActor, id: string): Promise<FoundPost> {
  const actor = requirePoster(maybe);
  const post = await getOpenPostFor(actor, id);
  if (!canMakeWiki(actor, { ...post, spaceCode: post.topic.spaceCode })) throw forbidden();
  return post;
}

/**
 * Makes a post a wiki (`set` on) or its author's alone again (off); null: whichever of them changes something. Its text, its
 * history and its author stay. Throws as `getPostToShare`.
 */
export async function shareEditing(
  actor: MaybeActor,
  { id, set }: { id: string; set: Switch | null },
): Promise<FoundPost & { isWiki: boolean }> {
  const post = await getPostToShare(actor, id);
  return transaction(async (tx) => {
    if ((await lockPost(tx, post.id))?.state !== "visible") throw notFound();
    const where = { id: post.id };
    const { isWiki: was } = await tx.reply.findUniqueOrThrow({ where, select: { isWiki: true } });
    const isWiki = switched(was, set);
    if (isWiki === was) return { ...post, isWiki };
    await tx.reply.update({ where, data: { isWiki }, select: { id: true } });
    await noteInLog(tx, actor!, post, isWiki ? "forum.wiki.opened" : "forum.wiki.closed");
    return { ...post, isWiki };
  });
}
