import { db } from "#app/infra/db.server.ts";
import { activityOf, topicPath } from "#app/modules/forum/paths.ts";
import { visibleTopics } from "#app/modules/forum/sight.server.ts";

/** A topic as pages outside of the forum show it. */
export type TopicTeaser = {
  href: string;
  title: string;
  language: string;
  activityCode: string | null;
  replyCount: number;
  lastReplyAt: Date;
};

/** The topics of an activity's space that everybody may read, what moved last first, at most `limit`. An activity without a space has none. */
export async function listTopicsForActivity(code: string, limit: number): Promise<TopicTeaser[]> {
  const rows = await db().$queryRaw<Row[]>`
    SELECT public_id AS "publicId", slug, title, language, reply_count AS "replyCount", last_reply_at AS "lastReplyAt",
           space_code AS "spaceCode"
      FROM ${visibleTopics(null)} t WHERE space_code = ${code} ORDER BY last_reply_at DESC, id DESC LIMIT ${limit}`;
  return rows.map(teaserOf);
}

/** Activity code -> number of topics in its space; none for one that only its members see. */
export async function countTopicsByActivity(): Promise<Map<string, number>> {
  const rows = await db().space.findMany({
    where: { activityCode: { not: null }, joinMode: { not: "members" } },
    select: { activityCode: true, topicCount: true },
  });
  return new Map(rows.map(({ activityCode, topicCount }) => [activityCode!, topicCount]));
}

type Row = Omit<TopicTeaser, "href" | "activityCode"> & { publicId: number; slug: string; spaceCode: string };

function teaserOf({ publicId, slug, spaceCode, ...row }: Row): TopicTeaser {
  // A space is called as its activity; the lobby belongs to none.
  const activityCode = activityOf(spaceCode);
  return { ...row, activityCode, href: topicPath({ publicId, slug }) };
}
