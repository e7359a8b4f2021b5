import { replyPath, waitingPath } from "#app/modules/forum/paths.ts";
import { findWaitingNews } from "#app/modules/forum/waiting/find-waiting-news.server.ts";
import type { News } from "#app/modules/notifications/kinds/contract.server.ts";

type Fact = { waitingId: string };

/** Tells somebody that a facilitator has let through what they had sent, and where it stands. Part of no list. */
export async function newsOfPublishing({ waitingId }: Fact): Promise<News | null> {
  const news = await findWaitingNews(waitingId);
  if (!news?.place) return null;
  return { ...about(waitingId, news), path: replyPath(news.place, news.place.number) };
}

/** Tells somebody that what they had sent was declined, with the reason; their text is where it leads. Part of no list. */
export async function newsOfDeclining({ waitingId }: Fact): Promise<News | null> {
  const news = await findWaitingNews(waitingId);
  if (!news || news.place) return null;
  return {
    ...about(waitingId, news),
    facts: { reason: news.reason, space: news.spaceCode },
    path: waitingPath(waitingId),
  };
}

type About = { authorId: string; title: string; spaceCode: string; version: number };

function about(waitingId: string, { authorId, title, spaceCode, version }: About): Omit<News, "path"> {
  return {
    to: [authorId],
    groupKey: `waiting:${waitingId}`,
    // What was declined, changed and sent again is decided about again.
    event: () => `waiting:${waitingId}:${version}`,
    title: () => title,
    facts: { space: spaceCode },
  };
}
