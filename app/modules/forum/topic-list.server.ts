import { Prisma } from "#prisma/generated/client.ts";
import { db } from "#app/infra/db.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { readCursor, writeCursor } from "#app/modules/forum/cursor.ts";
import { topicsPerPage } from "#app/modules/forum/limits.ts";

export type TopicRow = {
  id: string;
  publicId: number;
  slug: string;
  spaceCode: string;
  title: string;
  language: string;
  createdAt: Date;
  authorName: string;
  replyCount: number;
  lastReplyNumber: number;
  lastReplyAt: Date;
  lastReplyAuthorName: string | null;
  /** The last reply that the actor has seen; null when they never opened the topic. */
  lastRead: number | null;
};

const nobody = "00000000-0000-0000-0000-000000000000";

/** What lists show of a topic; `t` is the topic. */
function rowsOf(actor: MaybeActor) {
  return Prisma.sql`
    SELECT t.id, t.public_id AS "publicId", t.slug, t.space_code AS "spaceCode", t.title, t.language,
           t.created_at AS "createdAt", author.name AS "authorName", t.reply_count AS "replyCount",
           t.last_reply_number AS "lastReplyNumber", t.last_reply_at AS "lastReplyAt",
           last_author.name AS "lastReplyAuthorName", reader.last_read AS "lastRead"`.strings.length
    ? { actorId: actor?.id ?? nobody }
    : { actorId: nobody };
}
void rowsOf;

export type TopicListWish = { filter?: "all" | "unanswered"; after?: string | null; before?: string | null; limit?: number };
