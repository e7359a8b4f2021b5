import { db } from "#app/infra/db.server.ts";
import { topicPath } from "#app/modules/forum/paths.ts";
import { isVisible } from "#app/modules/forum/sight.server.ts";

/** A topic as pages outside of the forum show it. */
export type TopicTeaser = {
  href: string;
  title: string;
  language: string;
  activityCode: string | null;
  replyCount: number;
  lastReplyAt: Date;
};

const columns = {
  publicId: true,
  slug: true,
  title: true,
  language: true,
  replyCount: true,
  lastReplyAt: true,
  spaceCode: true,
} as const;

const newest = [{ lastReplyAt: "desc" }, { id: "desc" }] as const;

/** The topics of an activity's space that moved last, at most `limit`. An activity without a space has none. */
export async function listTopicsForActivity(code: string, limit: number): Promise<TopicTeaser[]> {
  const where = { spaceCode: code, ...isVisible };
  const rows = await db().topic.findMany({ where, select: columns, orderBy: [...newest], take: limit });
  return rows.map(teaserOf);
}

/** Activity code -> number of topics in its space. */
export async function countTopicsByActivity(): Promise<Map<string, number>> {
  const rows = await db().space.findMany({
    where: { activityCode: { not: null }, joinMode: { not: "members" } },
    select: { activityCode: true, topicCount: true },
  });
  return new Map(rows.map(({ activityCode, topicCount }) => [activityCode!, topicCount]));
}

type Row = { publicId: number; slug: string; title: string; language: string; replyCount: number; lastReplyAt: Date };

function teaserOf({ publicId, slug, spaceCode, ...row }: Row & { spaceCode: string }): TopicTeaser {
  // A space is called as its activity; the lobby belongs to none.
  const activityCode = spaceCode === "lobby" ? null : spaceCode;
  return { ...row, activityCode, href: topicPath({ publicId, slug }) };
}
