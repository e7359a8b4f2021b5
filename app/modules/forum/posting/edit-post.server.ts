import { AppError, forbidden, notFound } from "#app/infra/app-error.ts";
import { db, type Db } from "#app/infra/db.server.ts";
import { consumeLimit } from "#app/infra/limits.server.ts";
import { record, transaction } from "#app/infra/transaction.server.ts";
import { isUuid } from "#app/lib/uuid.ts";
import type { Actor, MaybeActor } from "#app/modules/accounts/actor.ts";
import { requirePoster } from "#app/modules/accounts/policy.ts";
import { endDraft, requireNoNewer } from "#app/modules/forum/drafts/end-draft.server.ts";
import { renderCalling } from "#app/modules/forum/mentions/render-calling.server.ts";
import { lockPoster } from "#app/modules/forum/lock-poster.server.ts";
import { noteFiles } from "#app/modules/forum/files/note-files.server.ts";
import { graceMinutes, limitsFor } from "#app/modules/forum/limits.ts";
import { canEdit, isAdmitted } from "#app/modules/forum/policy.ts";
import { canChange, type WikiPlace } from "#app/modules/forum/wiki.ts";
import type { PostState } from "#app/modules/forum/post-state.ts";
import { handlesIn, hashBody, markdownRendererVersion, renderPost } from "#app/modules/forum/render-post.server.ts";
import { placed, placedColumns } from "#app/modules/forum/sight.server.ts";
import { noteInLog } from "#app/modules/forum/spaces/note-in-log.server.ts";
import type { EditInput } from "#app/modules/forum/schemas.ts";
import { topicSlug } from "#app/modules/forum/slug.ts";
import { exceedsLinks, requireFewLinks } from "#app/modules/forum/check-links.ts";

const columns = {
  id: true,
  number: true,
  authorId: true,
  body: true,
  language: true,
  version: true,
  createdAt: true,
  editedAt: true,
  state: true,
  isWiki: true,
  topic: {
    select: {
      id: true,
      publicId: true,
      slug: true,
      title: true,
      lastReplyNumber: true,
      closedAt: true,
      ...placedColumns,
      space: { select: { joinMode: true, postsWait: true, archivedAt: true } },
    },
  },
} as const;

/** What somebody who saves over a newer version is shown: the text as it stands now. */
export type EditConflict = { body: string; title: string; version: number; editedAt: Date | null };

/** A post with its text, for the form that changes it. Throws 401, 403 for what is not theirs to change, 404. */
export async function getPostToEdit(maybe: MaybeActor, id: string) {
  const actor = requirePoster(maybe);
  const post = await findPost(db(), id);
  if (!isAdmitted(actor, placed(post.topic))) throw notFound();
  if (!canChange(actor, { ...post, wikiIn: wikiIn(post) })) throw forbidden();
  return post;
}

function wikiIn({ isWiki, topic }: Awaited<ReturnType<typeof findPost>>): WikiPlace | null {
  const { spaceCode, space, closedAt } = topic;
  return isWiki ? { spaceCode, ...space, isArchived: space.archivedAt !== null, isClosed: closedAt !== null } : null;
}

/**
 * Changes a post from the version that the edit began with. What it said before is kept in its history, unless it is
 * younger than five minutes and nobody has replied since. An opening post takes its title along, and the draft of the edit ends.
 * Throws 401, 403, 404, 409 "forum.error.edit_conflict" with the present text (`EditConflict`) when somebody was faster, or as
 * `requireNoNewer`, 409 "forum.error.edit_gone" when the post is out of sight by now: nothing is published then. 429 after 30 a day.
 */
export async function editReply(maybe: MaybeActor, edit: EditInput & { id: string }, { at = new Date() } = {}) {
  const actor = requirePoster(maybe);
  const old = await getPostToEdit(actor, edit.id);
  requireVisible(old);
  // The question stays what its author asked, whoever improves the text below it.
  const title = mayRename(actor, old) ? (edit.title ?? old.topic.title) : old.topic.title;
  const isShared = !canEdit(actor, old);
  const language = isShared ? old.language : (edit.language ?? old.language);
  const place = { ...old.topic, number: old.number };
  const isSame = edit.body === old.body && title === old.topic.title && language === old.language;
  const draft = { kind: "edit", target: old.id } as const;
  // Sent twice: what it asks for is so already.
  if (isSame) {
    await transaction((tx) => endDraft(tx, actor, draft, edit, at));
    return place;
  }
  if (edit.version !== old.version) throw conflictWith(old);
  const html = await renderCalling(edit.body, language);
  if (exceedsLinks(actor, html)) requireFewLinks(actor, html, [renderPost(old.body, old.language)]);
  const calledBefore = new Set(handlesIn(old.body));
  const callsMore = handlesIn(edit.body).some((handle) => !calledBefore.has(handle));
  await countEdit(actor);
  const data = {
    body: edit.body,
    html,
    rendererVersion: markdownRendererVersion,
    bodyHash: hashBody(edit.body),
    language,
  };
  return transaction(async (tx) => {
    await lockPoster(tx, actor);
    await requireNoNewer(tx, actor, draft, { ...edit, title: old.number === 0 ? title : "" });
    // Read again under the write: whether somebody has replied decides about the history.
    const now = await tx.reply.findUniqueOrThrow({
      where: { id: old.id },
      select: { topic: { select: { lastReplyNumber: true } }, _count: { select: { revisions: true } } },
    });
    const isYoung = at.getTime() - old.createdAt.getTime() < graceMinutes * 60_000;
    const isUnseen = now.topic.lastReplyNumber === old.number && now._count.revisions === 0;
    const leavesTrace = !(isYoung && isUnseen && actor.id === old.authorId);
    const changed = await tx.reply.updateMany({
      where: { id: old.id, version: edit.version, state: "visible", ...(isShared && { isWiki: true }) },
      data: { ...data, version: { increment: 1 }, editedAt: leavesTrace ? at : old.editedAt },
    });
    if (changed.count !== 1) {
      const present = await findPost(tx, edit.id);
      requireVisible(present);
      if (isShared && !present.isWiki) throw forbidden();
      throw conflictWith(present);
    }
    if (leavesTrace) {
      const revision = { replyId: old.id, version: old.version, body: old.body, editorId: actor.id, createdAt: at };
      const oldTitle = old.number === 0 ? old.topic.title : null;
      await tx.replyRevision.create({ data: { ...revision, title: oldTitle }, select: { version: true } });
    }
    await record(tx, "forum.post.rewritten", { replyId: old.id });
    await noteFiles(tx, { replyId: old.id, body: edit.body, by: actor.id });
    // Of other people's changes its author is told, and nobody is called in the author's name.
    if (callsMore && actor.id === old.authorId) await record(tx, "forum.mentions.added", { replyId: old.id });
    if (actor.id !== old.authorId) {
      await record(tx, "forum.post.edited", { replyId: old.id, userId: actor.id });
      await noteInLog(tx, actor, old, "forum.post.changed");
    }
    await endDraft(tx, actor, draft, edit, at);
    if (old.number > 0) return place;
    const slug = topicSlug(title);
    await tx.topic.update({ where: { id: old.topic.id }, data: { title, slug, language }, select: { id: true } });
    return { ...place, title, slug };
  });
}

/** Whether the actor may change the title with the text: of an opening post, and not of a wiki of somebody else's. */
export function mayRename(actor: MaybeActor, post: { number: number; authorId: string }): boolean {
  return post.number === 0 && canEdit(actor, post);
}

async function countEdit(actor: Actor): Promise<void> {
  const limits = limitsFor(actor);
  if (limits) await consumeLimit({ name: "forum_edits", points: limits.editsPerDay, seconds: 86_400 }, actor.id);
}

/** What is out of sight is not changed: an edit that ends after a deletion publishes nothing. */
function requireVisible({ state, topic }: { state: PostState; topic: { state: PostState } }): void {
  if (state !== "visible" || topic.state !== "visible") throw new AppError("forum.error.edit_gone", 409);
}

async function findPost(from: Db, id: string) {
  const isId = isUuid(id);
  const post = isId ? await from.reply.findUnique({ where: { id }, select: columns }) : null;
  if (!post) throw notFound();
  return post;
}

function conflictWith({ body, version, editedAt, topic }: Awaited<ReturnType<typeof findPost>>): AppError {
  const data: EditConflict = { body, title: topic.title, version, editedAt };
  return new AppError("forum.error.edit_conflict", 409, { data });
}
