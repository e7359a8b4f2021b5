import { db } from "#app/infra/db.server.ts";
import { upTo } from "#app/infra/statements/plan.ts";
import { nextCursor, readCursor } from "#app/lib/cursor.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { requireActive } from "#app/modules/accounts/policy.ts";
import { allPeople } from "#app/modules/accounts/people.server.ts";
import { excerptLength, excerptOf } from "#app/modules/forum/excerpts.ts";
import { visibleReplies, visibleTopics } from "#app/modules/forum/sight.server.ts";
import { Prisma } from "#prisma/generated/client.ts";

const bookmarksPerPage = 20;

/** What a bookmark leads to, while it can be read. */
type BookmarkedPost = {
  replyId: string;
  number: number;
  publicId: number;
  slug: string;
  title: string;
  language: string;
  excerpt: string;
  spaceCode: string;
  authorName: string;
};

export type BookmarkRow = { id: string; createdAt: Date; remindAt: Date | null; post: BookmarkedPost | null };

/** The actor's bookmarks, the newest first, a page of twenty after a cursor. Throws 401, 403 when suspended. One SQL statement. */
export async function listBookmarksFor(
  maybe: MaybeActor,
  { after }: { after?: string | null } = {},
): Promise<{ bookmarks: BookmarkRow[]; next: string | null }> {
  const actor = requireActive(maybe);
  const cursor = readCursor(after);
  const rest = cursor ? Prisma.sql`AND (created_at, id) < (${cursor.at}, ${cursor.id}::uuid)` : Prisma.empty;
  type Row = Omit<BookmarkRow, "post"> & { post: (Omit<BookmarkedPost, "excerpt"> & { beginning: string }) | null };
  const rows = await db().$queryRaw<Row[]>`
    SELECT b.id, b.created_at AS "createdAt", b.remind_at AS "remindAt",
           (SELECT json_build_object('replyId', p.id, 'number', p.number, 'publicId', t.public_id, 'slug', t.slug,
                     'title', t.title, 'language', p.language, 'spaceCode', t.space_code, 'authorName', u.name,
                     'beginning', left(p.body, ${excerptLength.source}))
              FROM ${visibleReplies} p JOIN ${visibleTopics(actor)} t ON t.id = p.topic_id JOIN ${allPeople} u ON u.id = p.author_id
             WHERE p.id = b.reply_id) AS post
      FROM (SELECT * FROM bookmarks WHERE user_id = ${actor.id}::uuid ${rest}
             ORDER BY created_at DESC, id DESC ${upTo(bookmarksPerPage + 1)}) b
     ORDER BY b.created_at DESC, b.id DESC`;
  const bookmarks = rows.slice(0, bookmarksPerPage).map(({ post, ...row }) => ({ ...row, post: post && told(post) }));
  return { bookmarks, next: nextCursor(rows, bookmarksPerPage, "createdAt") };
}

function told({ beginning, ...post }: Omit<BookmarkedPost, "excerpt"> & { beginning: string }): BookmarkedPost {
  return { ...post, excerpt: excerptOf(beginning) };
}
