import { AppError, notFound } from "#app/infra/app-error.ts";
import type { Db, Tx } from "#app/infra/db.server.ts";
import { record } from "#app/infra/transaction.server.ts";
import { escapeHtml } from "#app/lib/escape-html.ts";
import { excerpt } from "#app/lib/markdown.ts";
import { isUuid } from "#app/lib/uuid.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { allPeople } from "#app/modules/accounts/people.server.ts";
import { getOpenPostFor } from "#app/modules/forum/find-post.server.ts";
import { replyInPath } from "#app/modules/forum/paths.ts";
import type { Moderated, PostState } from "#app/modules/forum/post-state.ts";

/** A translation as those see it who decide about it, whatever its state. */
export type TranslationToModerate = {
  id: string;
  replyId: string;
  number: number;
  title: string;
  spaceCode: string;
  authorId: string;
  authorName: string;
  authorHandle: string;
  body: string;
  html: string;
  language: string;
  version: number;
  state: PostState;
  createdAt: Date;
  /** The post that it translates, shortened. */
  original: { name: string; text: string };
  href: string;
};

const originalLength = 280;

/** Translations with what they translate; those that are not there are left out. One SQL statement. */
export async function findTranslationsToModerate(client: Db, ids: readonly string[]): Promise<TranslationToModerate[]> {
  type Row = Omit<TranslationToModerate, "original" | "href"> & {
    publicId: number;
    slug: string;
    inTitle: string | null;
    originalName: string;
    originalBody: string;
  };
  const rows = await client.$queryRaw<Row[]>`
    SELECT x.id, x.reply_id AS "replyId", p.number, t.public_id AS "publicId", t.slug, t.title, t.space_code AS "spaceCode",
           x.author_id AS "authorId", u.name AS "authorName", u.handle AS "authorHandle", x.title AS "inTitle", x.body,
           x.html, x.language, x.version, x.state::text, x.created_at AS "createdAt", w.name AS "originalName", p.body AS "originalBody"
      FROM post_translations x JOIN replies p ON p.id = x.reply_id JOIN topics t ON t.id = p.topic_id
      JOIN ${allPeople} u ON u.id = x.author_id JOIN ${allPeople} w ON w.id = p.author_id
     WHERE x.id = ANY(${ids.filter(isUuid)}::uuid[])`;
  return rows.map(({ publicId, slug, inTitle, originalName, originalBody, ...row }) => ({
    ...row,
    // Its title is part of what is decided about.
    body: inTitle ? `${inTitle}\n\n${row.body}` : row.body,
    html: inTitle ? `<p><strong>${escapeHtml(inTitle)}</strong></p>${row.html}` : row.html,
    original: { name: originalName, text: excerpt(originalBody, originalLength) },
    href: replyInPath({ publicId, slug }, row.number, row.language),
  }));
}

/** Throws 404 for a translation of a post that the actor may not see, 410 in words for one that is gone. One SQL statement. */
export async function requireTranslationInSight(actor: MaybeActor, translation: TranslationToModerate): Promise<void> {
  await getOpenPostFor(actor, translation.replyId);
  if (translation.state === "waiting") throw notFound();
  if (translation.state !== "visible") throw new AppError("forum.error.translation_gone", 410);
}

/**
 * Locks a translation, shows what `decide` makes of its state, and brings it there, all in the caller's transaction; null for one that
 * is gone, or when `decide` leaves it as it is. Purging erases its words for good. Throws 409 "forum.error.translation_replaced" for
 * one that is to come back where another stands by now.
 */
export async function moderateTranslation(
  tx: Tx,
  id: string,
  decide: (state: PostState) => Moderated | null,
): Promise<Moderated["to"] | null> {
  if (!isUuid(id)) return null;
  type Locked = { replyId: string; language: string; state: PostState };
  const [now] = await tx.$queryRaw<Locked[]>`
    SELECT reply_id AS "replyId", language, state::text FROM post_translations WHERE id = ${id}::uuid FOR UPDATE`;
  const change = now && decide(now.state);
  if (!change) return null;
  const { to, by, reason, at } = change;
  if (to === "visible" || to === "hidden") {
    // Whoever offers another one now waits for this, and is told.
    const others = { replyId: now.replyId, language: now.language, id: { not: id } };
    const taken = await tx.postTranslation.count({ where: { ...others, state: { in: ["visible", "hidden"] } } });
    if (taken > 0) throw new AppError("forum.error.translation_replaced", 409);
  }
  const words = to === "purged" ? { title: null, body: "", html: "", version: { increment: 1 } } : {};
  const data = { state: to, stateAt: at, stateById: by, stateReason: reason, ...words };
  await tx.postTranslation.update({ where: { id }, data, select: { id: true } });
  await record(tx, "forum.post.rewritten", { replyId: now.replyId });
  return to;
}
