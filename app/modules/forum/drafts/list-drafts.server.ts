import { db } from "#app/infra/db.server.ts";
import { upTo } from "#app/infra/statements/plan.ts";
import { nextCursor, readCursor } from "#app/lib/cursor.ts";
import { excerpt } from "#app/lib/markdown.ts";
import { excerptLength } from "#app/modules/forum/excerpts.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { requireSignedIn } from "#app/modules/accounts/policy.ts";
import { canReplyTo, type JoinMode } from "#app/modules/forum/policy.ts";
import { canChange } from "#app/modules/forum/wiki.ts";
import type { PostsWait } from "#app/modules/forum/why-waits.ts";
import { visibleReplies, visibleSpaces, visibleTopics } from "#app/modules/forum/sight.server.ts";
import { Prisma } from "#prisma/generated/client.ts";
import type { DraftPlace } from "./draft-place.ts";

export type DraftRow = DraftPlace & {
  id: string;
  title: string;
  /** Its first words; the whole text where one may not go on writing. */
  text: string;
  language: string;
  updatedAt: Date;
  topicTitle: string | null;
  /** The number of the post that is edited. */
  number: number | null;
  spaceCode: string | null;
  activityCode: string | null;
  spaceName: string | null;
  /** Whether one may go on; if not, whether that is because its place is there no more. */
  mayWrite: boolean;
  isGone: boolean;
};

export const draftsPerPage = 20;

/** The actor's drafts, the one touched last first, a page of twenty after a cursor. Throws 401. One statement. */
export async function listDraftsFor(
  maybe: MaybeActor,
  { after }: { after?: string | null } = {},
): Promise<{ drafts: DraftRow[]; next: string | null }> {
  const actor = requireSignedIn(maybe);
  type Row = Omit<DraftRow, "mayWrite" | "isGone"> & {
    authorId: string | null;
    joinMode: JoinMode | null;
    isArchived: boolean | null;
    isClosed: boolean | null;
    isWiki: boolean | null;
    postsWait: PostsWait | null;
  };
  const cursor = readCursor(after);
  const rest = cursor ? Prisma.sql`AND (updated_at, id) < (${cursor.at}, ${cursor.id}::uuid)` : Prisma.empty;
  const rows = await db().$queryRaw<Row[]>`
    SELECT d.id, d.kind::text, d.target, d.title, d.body AS text, d.language, d.updated_at AS "updatedAt",
           t.title AS "topicTitle", r.number, r.author_id AS "authorId", s.code AS "spaceCode",
           s.activity_code AS "activityCode", s.name AS "spaceName", s.join_mode::text AS "joinMode", s.archived_at IS NOT NULL AS "isArchived", t.is_closed AS "isClosed", r.is_wiki AS "isWiki", s.posts_wait::text AS "postsWait"
      FROM (SELECT * FROM post_drafts
             WHERE user_id = ${actor.id}::uuid AND ended_at IS NULL ${rest}
             ORDER BY updated_at DESC, id DESC ${upTo(draftsPerPage + 1)}) d
      LEFT JOIN ${visibleReplies} r ON r.id = CASE d.kind WHEN 'edit' THEN d.target::uuid END
      LEFT JOIN LATERAL (
        SELECT title, space_code, closed_at IS NOT NULL AS is_closed FROM ${visibleTopics(actor)} t WHERE public_id = CASE d.kind WHEN 'reply' THEN d.target::int END
        UNION ALL
        SELECT title, space_code, closed_at IS NOT NULL AS is_closed FROM ${visibleTopics(actor)} t WHERE id = r.topic_id) t ON true
      LEFT JOIN ${visibleSpaces(actor)} s ON s.code = CASE d.kind WHEN 'topic' THEN d.target ELSE t.space_code END
     ORDER BY d.updated_at DESC, d.id DESC`;
  const drafts = rows.slice(0, draftsPerPage).map((found): DraftRow => {
    const { authorId, text, joinMode, isArchived, isClosed, isWiki, postsWait, ...row } = found;
    const isGone = row.spaceCode === null;
    const topic = {
      spaceCode: row.spaceCode!,
      joinMode: joinMode!,
      isArchived: isArchived!,
      isClosed: isClosed === true,
    };
    const edits = () =>
      canChange(actor, { authorId: authorId!, wikiIn: isWiki ? { ...topic, postsWait: postsWait! } : null });
    const mayWrite = !isGone && (row.kind === "edit" ? edits() : canReplyTo(actor, topic));
    const shown = mayWrite ? excerpt(text.slice(0, excerptLength.source), excerptLength.words) : text;
    return { ...row, text: shown, mayWrite, isGone };
  });
  return { drafts, next: nextCursor(rows, draftsPerPage, "updatedAt") };
}
