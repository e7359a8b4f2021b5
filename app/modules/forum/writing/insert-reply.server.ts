import { recordSql } from "#app/infra/transaction.server.ts";
import { levelAfterWriting } from "#app/modules/forum/level-sql.server.ts";
import { noteFilesSql } from "#app/modules/forum/files/note-files.server.ts";
import { Prisma } from "#prisma/generated/client.ts";
import type { PreparedPost } from "./prepare-post.server.ts";

type NewReply = { id: string; authorId: string; post: PreparedPost; at: Date };

/**
 * SQL: the parts of a WITH that write a reply in the topic of a condition, with all that changes with it; nothing where no row of
 * `topics` meets the condition. What is written stands in `topic` (id, public_id, slug, number), the event that tells of it in
 * `event`: whoever runs it says so with `noteRecorded`. One statement, because whoever posts in the topic waits for its row, which
 * gives the number, and whoever posts in the space for that one's.
 */
export function insertReplySql({ id, authorId, post, at }: NewReply, isTopic: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    topic AS (
      UPDATE topics
         SET last_reply_number = last_reply_number + 1, reply_count = reply_count + 1,
             last_reply_at = GREATEST(last_reply_at, ${at}), last_reply_author_id = ${authorId}::uuid,
             first_answer = CASE WHEN first_answer = 0 AND author_id <> ${authorId}::uuid
                                 THEN last_reply_number + 1 ELSE first_answer END
       WHERE ${isTopic}
      RETURNING id, public_id, slug, space_code, last_reply_number AS number, first_answer, sealed_at, closed_at
    ), reply AS (
      INSERT INTO replies (id, topic_id, number, author_id, body, html, renderer_version, language, client_id, body_hash,
                           created_at)
      SELECT ${id}::uuid, id, number, ${authorId}::uuid, ${post.body}, ${post.html}, ${post.rendererVersion}::int,
             ${post.language}, ${post.clientId}, ${post.bodyHash}, ${at}
        FROM topic
    ), reader AS (${readOwnReply(authorId, at)}),
    event AS (${recordSql("forum.reply.posted", { replyId: id }, Prisma.sql`topic`)}),
    space AS (
      UPDATE spaces s
         SET reply_count = s.reply_count + 1, last_activity_at = GREATEST(s.last_activity_at, ${at}),
             unanswered_count = s.unanswered_count - (t.first_answer = t.number AND t.closed_at IS NULL)::int
        FROM topic t WHERE s.code = t.space_code AND t.sealed_at IS NULL
    )${noteFilesSql({ replyId: id, body: post.body, by: authorId }, Prisma.sql`topic`)}`;
}

/**
 * SQL: one's own reply in `topic` is read when everything before it was: what came in between while one wrote stays unread. Who has
 * chosen nothing for the topic gets the level that they get by replying.
 */
function readOwnReply(authorId: string, at: Date): Prisma.Sql {
  return Prisma.sql`
    INSERT INTO topic_readers (user_id, topic_id, last_read, level, told_at_once, updated_at)
    SELECT ${authorId}::uuid, id, CASE number WHEN 1 THEN 1 ELSE -1 END, chosen.level, chosen.told_at_once, ${at}
      FROM topic CROSS JOIN LATERAL
           ${levelAfterWriting("reply", authorId, Prisma.sql`topic.id`, Prisma.sql`topic.space_code`)} chosen
    ON CONFLICT (user_id, topic_id) DO UPDATE
       SET level = coalesce(topic_readers.level, EXCLUDED.level), updated_at = EXCLUDED.updated_at,
           told_at_once = CASE WHEN topic_readers.level IS NULL THEN EXCLUDED.told_at_once ELSE topic_readers.told_at_once END,
           last_read = CASE WHEN topic_readers.last_read = (SELECT number FROM topic) - 1
                            THEN (SELECT number FROM topic) ELSE topic_readers.last_read END`;
}
