import { forbidden } from "#app/infra/app-error.ts";
import { type Db, db } from "#app/infra/db.server.ts";
import type { Actor, MaybeActor } from "#app/modules/accounts/actor.ts";
import { requireActive, requirePoster } from "#app/modules/accounts/policy.ts";
import { withHandle, withId } from "#app/modules/accounts/person-columns.ts";
import { findPostForAuthor, type FoundPost, getOpenPostFor, getPostFor } from "#app/modules/forum/find-post.server.ts";
import { canChangeTranslation, canWriteIn } from "#app/modules/forum/policy.ts";
import { spaceArchived } from "#app/modules/forum/spaces/require-space.server.ts";
import { isVisible } from "#app/modules/forum/sight.server.ts";

/**
 * A post that the actor may translate: one that is in sight, where they may write. Throws 401, 403 "forum.error.not_a_member" where
 * they may read only, 404, 409 "forum.error.space_archived", 410. One SQL statement.
 */
export async function getPostToTranslate(maybe: MaybeActor, id: string): Promise<FoundPost & { actor: Actor }> {
  const actor = requirePoster(maybe);
  const post = await getOpenPostFor(actor, id);
  if (post.topic.space.archivedAt) throw spaceArchived();
  if (!writesThere(actor, post)) throw forbidden("forum.error.not_a_member");
  return { ...post, actor };
}

function writesThere(actor: Actor, { topic: { spaceCode: code, space } }: FoundPost): boolean {
  return canWriteIn(actor, { code, joinMode: space.joinMode, isArchived: space.archivedAt !== null });
}

/**
 * A post of which the actor takes their translation back: one that they may read, also where they may not write any more. Taking words back is
 * not writing. Throws 401, 404, 410. One SQL statement.
 */
export async function getTranslatedPost(maybe: MaybeActor, id: string): Promise<FoundPost & { actor: Actor }> {
  const actor = requireActive(maybe);
  return { ...(await getPostFor(actor, id)), actor };
}

const columns = {
  id: true,
  language: true,
  title: true,
  body: true,
  version: true,
  originalVersion: true,
  createdAt: true,
  editedAt: true,
  state: true,
  authorId: true,
  author: withHandle,
  editor: withHandle,
} as const;

/** What stands in one language of a post, or may come back to it; null when that is free. */
export function findStanding(from: Db, replyId: string, language: string) {
  return from.postTranslation.findFirst({
    where: { replyId, language, state: { in: ["visible", "hidden"] } },
    select: columns,
  });
}

export type StandingTranslation = NonNullable<Awaited<ReturnType<typeof findStanding>>>;

/**
 * What the form of a translation shows: the original, which languages it is in already, and the translation into `into`, when there is
 * one. Who may not write there gets it for their own alone, to take that back. Throws as `getPostToTranslate`. Three SQL
 * statements, four for that one's refusal.
 */
export async function getTranslationForm(maybe: MaybeActor, id: string, into: string | null) {
  const { actor, ...post } = await getTranslatedPost(maybe, id);
  const original = await db().reply.findUniqueOrThrow({ where: { id: post.id }, select: { body: true, html: true } });
  const rows = await db().postTranslation.findMany({
    where: { replyId: post.id, ...isVisible },
    select: columns,
    orderBy: { language: "asc" },
  });
  const mayWrite = post.topic.state === "visible" && writesThere(actor, post);
  const about = { authorId: post.authorId, spaceCode: post.topic.spaceCode };
  const standing = rows.map((row) => ({
    ...row,
    isOutdated: row.originalVersion < post.version,
    isOwn: row.authorId === actor.id,
    mayChange: mayWrite && canChangeTranslation(actor, row, about),
  }));
  const chosen = standing.find(({ language }) => language === into) ?? null;
  if (!mayWrite && !chosen?.isOwn) await getPostToTranslate(actor, id);
  return { actor, post: { ...post, ...original }, standing, chosen };
}

/** A translation that was offered, for whoever is told of it: the author of the post; null when either is out of their sight. */
export async function findTranslationNews(translationId: string) {
  const row = await db().postTranslation.findUnique({
    where: { id: translationId, ...isVisible },
    select: { replyId: true, language: true, author: withId },
  });
  const post = row && (await findPostForAuthor(row.replyId));
  return post ? { post, language: row.language, by: row.author } : null;
}
