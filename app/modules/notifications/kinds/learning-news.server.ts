import { coursePath } from "#app/modules/learning/courses/paths.ts";
import { findRequestToDecide, getRequestNews } from "#app/modules/learning/enrolment/decide-requests.server.ts";
import {
  findAttemptToMark,
  findDecidedNews,
  findMarkedNews,
  type GradeNews,
} from "#app/modules/learning/grades/notification-facts.server.ts";
import type { News } from "#app/modules/notifications/kinds/contract.server.ts";

/**
 * Tells a person what became of their wish to enrol, if it is this: accepted (by a trainer, or because a place became free),
 * declined, or accepted while every place is taken (and so open still).
 */
export function newsOfRequest(state: "accepted" | "declined" | "open") {
  return async ({ requestId }: { requestId: string }): Promise<News | null> => {
    const news = await getRequestNews(requestId);
    if (news?.state !== state) return null;
    const groupKey = `enrolment:${requestId}`;
    return {
      to: [news.userId],
      groupKey,
      event: () => `${groupKey}:${state}`,
      title: (language) => news.title(language).text,
      path: coursePath(news.slug),
    };
  };
}

/** Tells the staff that somebody asks for a seat; one notification for each course, which grows while it is unread. */
export async function newsOfNewRequest({ requestId }: { requestId: string }): Promise<News | null> {
  const news = await findRequestToDecide(requestId);
  if (!news) return null;
  const { courseId, person, staffIds, title, href } = news;
  return { to: staffIds, groupKey: `requests:${courseId}`, event: () => requestId, by: person, title, path: href };
}

/** Tells the staff of an attempt with answers that wait for their marks; one notification for each quiz. */
export async function newsOfAttemptToMark({ attemptId }: { attemptId: string }): Promise<News | null> {
  const news = await findAttemptToMark(attemptId);
  if (!news) return null;
  return {
    to: news.staffIds,
    groupKey: `work:${news.unitId}`,
    event: () => attemptId,
    by: news.author,
    title: (language) => news.title(language).text,
    path: news.staffHref,
    manyPath: news.staffListHref,
  };
}

/** Tells a learner that the last answer of an attempt has been marked, unless grades are hidden. */
export async function newsOfMarking({ attemptId }: { attemptId: string }): Promise<News | null> {
  return newsOfGrade(await findMarkedNews(attemptId), `attempt-marked:${attemptId}`);
}

/** Tells a learner that a trainer has decided a grade, unless grades are hidden. */
export async function newsOfDecision({ gradeOverrideId }: { gradeOverrideId: string }): Promise<News | null> {
  return newsOfGrade(await findDecidedNews(gradeOverrideId), `grade-decided:${gradeOverrideId}`);
}

function newsOfGrade(news: GradeNews | null, groupKey: string): News | null {
  if (!news) return null;
  const { userId, title, href } = news;
  return { to: [userId], groupKey, event: () => groupKey, title: (language) => title(language).text, path: href };
}
