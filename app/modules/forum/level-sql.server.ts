import { Prisma } from "#prisma/generated/client.ts";

/*
 * How much people want to hear of a topic is said here and in `levelOf`, and nowhere else: lists, notifications, mails and digests ask
 * one of the two. A test goes through all choices and finds the same.
 */

const { sql } = Prisma;

/** SQL: what the row `r` of `topic_readers` says of its topic; null where nothing was chosen. */
export function ownLevel(r: Prisma.Sql): Prisma.Sql {
  return sql`(CASE WHEN ${r}.level = 'follow' AND ${r}.told_at_once THEN 'watch' ELSE ${r}.level::text END)::hearing_level`;
}

/** SQL: what a person has chosen around a topic, for its tags and else for its space; null where they have not. */
function levelAround(userId: Prisma.Sql, topicId: Prisma.Sql, spaceCode: Prisma.Sql): Prisma.Sql {
  return sql`coalesce(${levelOfTags(userId, topicId)},
    (SELECT of_space.level FROM space_follows of_space WHERE of_space.user_id = ${userId} AND of_space.space_code = ${spaceCode}))`;
}

/** SQL: the loudest that a person has chosen for the tags of a topic; null where they have chosen nothing. */
export function levelOfTags(userId: Prisma.Sql, topicId: Prisma.Sql): Prisma.Sql {
  return sql`(
    SELECT min(of_tag.level) FROM topic_tags its_tag JOIN tag_levels of_tag ON of_tag.tag = its_tag.tag
     WHERE its_tag.topic_id = ${topicId} AND of_tag.user_id = ${userId})`;
}

/** SQL: how much the person `userId` wants to hear of the topic `t`. The same in words is `levelOf`. */
export function levelSql(userId: Prisma.Sql, t: Prisma.Sql): Prisma.Sql {
  return sql`coalesce(
    (SELECT ${ownLevel(sql`own`)} FROM topic_readers own WHERE own.user_id = ${userId} AND own.topic_id = ${t}.id),
    ${levelAround(userId, sql`${t}.id`, sql`${t}.space_code`)}, 'normal')`;
}

/** SQL: whether the person `userId` has not muted the topic `t`. */
export function isHeard(userId: Prisma.Sql, t: Prisma.Sql): Prisma.Sql {
  return sql`${levelSql(userId, t)} <> 'mute'`;
}

/** What writing makes of one's own level, and what it is for whoever has set nothing else. */
const afterWriting = {
  topic: sql`coalesce((SELECT after_topic FROM forum_settings WHERE user_id = writer.id), 'watch')`,
  reply: sql`coalesce((SELECT after_reply FROM forum_settings WHERE user_id = writer.id), 'follow')`,
};

/**
 * SQL, where a table would stand: the columns `level` and `told_at_once` of whoever has written in a topic and chosen nothing for it. Their
 * setting, unless their tags or the space make them hear more: then these go on deciding, and nothing is chosen.
 */
export function levelAfterWriting(
  what: keyof typeof afterWriting,
  userId: string,
  topicId: Prisma.Sql,
  spaceCode: Prisma.Sql,
): Prisma.Sql {
  return sql`(
    SELECT CASE WHEN wish.level = 'normal' OR wish.around < wish.level THEN NULL ELSE 'follow'::follow_level END AS level,
           wish.level = 'watch' AS told_at_once
      FROM (SELECT ${afterWriting[what]} AS level, ${levelAround(sql`writer.id`, topicId, spaceCode)} AS around
              FROM (VALUES (${userId}::uuid)) writer (id)) wish)`;
}
