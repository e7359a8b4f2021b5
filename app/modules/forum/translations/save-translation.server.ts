import { randomUUID } from "node:crypto";
import { AppError, fieldError } from "#app/infra/app-error.ts";
import { db, type Tx } from "#app/infra/db.server.ts";
import { consumeLimit } from "#app/infra/limits.server.ts";
import { record, transaction } from "#app/infra/transaction.server.ts";
import { newId } from "#app/lib/uuid.ts";
import type { Actor, MaybeActor } from "#app/modules/accounts/actor.ts";
import { exceedsLinks, requireFewLinks } from "#app/modules/forum/check-links.ts";
import { noteInLog } from "#app/modules/forum/spaces/note-in-log.server.ts";
import type { FoundPost } from "#app/modules/forum/find-post.server.ts";
import { limitsFor } from "#app/modules/forum/limits.ts";
import { lockPoster } from "#app/modules/forum/lock-poster.server.ts";
import { renderCalling } from "#app/modules/forum/mentions/render-calling.server.ts";
import { canChangeTranslation } from "#app/modules/forum/policy.ts";
import { refuseUntil } from "#app/modules/forum/refuse-until.ts";
import { markdownRendererVersion } from "#app/modules/forum/render-post.server.ts";
import type { TranslationInput } from "#app/modules/forum/schemas.ts";
import { isVisible } from "#app/modules/forum/sight.server.ts";
import {
  findStanding,
  getPostToTranslate,
  getTranslatedPost,
  type StandingTranslation,
} from "./get-translation.server.ts";

/** What somebody who saves over another translation is shown: the one that stands there now. */
export type TranslationConflict = { body: string; title: string | null; version: number; name: string };

/** Seconds. */
const day = 86_400;

/**
 * Offers a translation of a post into a language that it is not in yet (`version` 0 or none), or changes the one of this version.
 * `original` is the version of the post that it was made from: it is out of date from the start when the post has another by then.
 * Sending the same again changes nothing. The author of the post hears of a new one. Throws as `getPostToTranslate`; 400 beside
 * `language` for the language of the post; 409 with what stands there (`TranslationConflict`): "forum.error.translation_conflict" when
 * somebody was faster, "forum.error.translated_already" when it is another's to change; 409 "forum.error.translation_hidden" while
 * the team looks at it, "forum.error.translation_gone" when what was to be changed is not there any more; 429 as for replies and edits.
 */
export async function saveTranslation(
  maybe: MaybeActor,
  input: TranslationInput & { id: string },
  { at = new Date() } = {},
): Promise<FoundPost & { language: string }> {
  const { actor, ...post } = await getPostToTranslate(maybe, input.id);
  const { language, body } = input;
  if (language === post.language) throw fieldError("language", "forum.error.same_language");
  const html = await renderCalling(body, language);
  if (exceedsLinks(actor, html)) requireFewLinks(actor, html, await listTextsBehind(post.id, language));
  const isChange = (input.version ?? 0) > 0;
  if (isChange) await countChange(actor);
  const words = {
    title: post.number === 0 ? (input.title ?? null) : null,
    body,
    html,
    rendererVersion: markdownRendererVersion,
    originalVersion: Math.min(input.original ?? post.version, post.version),
  };
  const clientId = input.clientId ?? randomUUID();
  await transaction(async (tx) => {
    await lockPoster(tx, actor);
    const standing = await findStanding(tx, post.id, language);
    if (standing) return change(tx, actor, post, { standing, words, version: input.version ?? 0, at });
    if (isChange) throw new AppError("forum.error.translation_gone", 409);
    await requirePause(tx, actor, at);
    const id = newId(at.getTime());
    const row = { id, replyId: post.id, language, authorId: actor.id, ...words, clientId, createdAt: at };
    const { count } = await tx.postTranslation.createMany({ data: row, skipDuplicates: true });
    if (count === 1) {
      await record(tx, "forum.post.rewritten", { replyId: post.id });
      return record(tx, "forum.translation.offered", { translationId: id });
    }
    // Somebody else was faster, or the same form was sent before and what came of it is gone.
    const first = await findStanding(tx, post.id, language);
    if (!first) throw new AppError("forum.error.translation_gone", 409);
    return change(tx, actor, post, { standing: first, words, version: 0, at });
  });
  return { ...post, language };
}

/** What others read already of what is translated: the post, and what stands in this language. */
async function listTextsBehind(replyId: string, language: string): Promise<string[]> {
  const [post, standing] = [
    await db().reply.findUniqueOrThrow({ where: { id: replyId }, select: { html: true } }),
    await db().postTranslation.findFirst({ where: { replyId, language, ...isVisible }, select: { html: true } }),
  ];
  return [post.html, standing?.html ?? ""];
}

type Words = { title: string | null; body: string; html: string; rendererVersion: number; originalVersion: number };
type Change = { standing: StandingTranslation; words: Words; version: number; at: Date };

async function change(tx: Tx, actor: Actor, post: FoundPost, { standing, words, version, at }: Change): Promise<void> {
  const { id, authorId, state } = standing;
  const isMine = canChangeTranslation(actor, standing, { authorId: post.authorId, spaceCode: post.topic.spaceCode });
  if (state === "hidden") throw new AppError("forum.error.translation_hidden", 409);
  const isSame = words.body === standing.body && words.title === standing.title;
  // Sent twice: what it asks for is so already.
  if (isSame && (!isMine || words.originalVersion <= standing.originalVersion)) return;
  if (!isMine) throw conflictWith("forum.error.translated_already", standing);
  const isOwn = actor.id === authorId;
  const { count } = await tx.postTranslation.updateMany({
    where: { id, version, state: "visible" },
    data: { ...words, version: { increment: 1 }, editedAt: at, editorId: isOwn ? null : actor.id },
  });
  if (count === 1) {
    await record(tx, "forum.post.rewritten", { replyId: post.id });
    const about = { ...post, authorId };
    return noteInLog(tx, actor, about, "forum.translation.changed", { language: standing.language });
  }
  const now = await findStanding(tx, post.id, standing.language);
  if (!now) throw new AppError("forum.error.translation_gone", 409);
  throw conflictWith("forum.error.translation_conflict", now);
}

function conflictWith(
  code: "forum.error.translation_conflict" | "forum.error.translated_already",
  { body, title, version, author, editor }: StandingTranslation,
): AppError {
  const data: TranslationConflict = { body, title, version, name: (editor ?? author).name };
  return new AppError(code, 409, { data });
}

/** Translations are offered as often as replies are posted, counted by themselves. Call it under `lockPoster`. */
async function requirePause(tx: Tx, actor: Actor, at: Date): Promise<void> {
  const limits = limitsFor(actor);
  if (!limits) return;
  const { secondsBetweenReplies, repliesPerDay } = limits;
  const earlier = await tx.postTranslation.findMany({
    where: { authorId: actor.id },
    select: { createdAt: true },
    orderBy: { createdAt: "desc" },
    take: repliesPerDay ?? 1,
  });
  refuseUntil(earlier[0]?.createdAt, secondsBetweenReplies, at, "forum.error.too_fast");
  if (repliesPerDay) refuseUntil(earlier[repliesPerDay - 1]?.createdAt, day, at, "forum.error.translations_per_day");
}

async function countChange(actor: Actor): Promise<void> {
  const limits = limitsFor(actor);
  if (limits) await consumeLimit({ name: "forum_edits", points: limits.editsPerDay, seconds: day }, actor.id);
}

/**
 * Takes the actor's own translation into a language back; nobody reads it any more, and the language is free for another one. Doing it
 * again changes nothing. Who is silenced may, too, and in an archived space everybody. Throws as `getTranslatedPost`, 409 "forum.error.not_your_translation" for somebody else's.
 */
export async function withdrawTranslation(
  maybe: MaybeActor,
  { id, language }: { id: string; language: string },
  { at = new Date() } = {},
): Promise<FoundPost> {
  const { actor, ...post } = await getTranslatedPost(maybe, id);
  await transaction(async (tx) => {
    const standing = await findStanding(tx, post.id, language);
    if (!standing) return;
    if (standing.authorId !== actor.id) throw new AppError("forum.error.not_your_translation", 409);
    await tx.postTranslation.updateMany({
      where: { id: standing.id, state: "visible" },
      data: { state: "deleted", stateAt: at, stateById: actor.id },
    });
    await record(tx, "forum.post.rewritten", { replyId: post.id });
  });
  return post;
}
