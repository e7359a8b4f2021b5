import type { EventPayload } from "#app/events.ts";
import {
  countReviewsToGive,
  getAssignmentNews,
  getSubmissionNews,
  hasHandedIn,
} from "#app/modules/learning/assignments/notification-facts.server.ts";
import type { Around, News } from "#app/modules/notifications/kinds/contract.server.ts";

/** Tells somebody that there is work of others to review, once for each time that reviewers were chosen. */
export async function newsOfReviews(fact: EventPayload<"learning.reviews.asked">): Promise<News | null> {
  const { unitId, userId, askedAt } = fact;
  const news = await getAssignmentNews(unitId);
  const count = await countReviewsToGive(unitId, userId);
  // Given or taken over by somebody else meanwhile.
  if (!news || count === 0) return null;
  const groupKey = `reviews:${unitId}`;
  return {
    to: [userId],
    groupKey,
    event: (reviewerId) => `${groupKey}:${reviewerId}:${askedAt}`,
    title: (language) => news.title(language).text,
    path: news.reviewsHref,
    count,
  };
}

/** Tells everybody who handed a submission in that its result is there, unless grades are hidden. */
export async function newsOfScore({ submissionId }: { submissionId: string }): Promise<News | null> {
  const news = await getSubmissionNews(submissionId);
  if (!news?.isReleased) return null;
  const groupKey = `submission:${submissionId}`;
  return {
    to: news.authorIds,
    groupKey,
    event: (authorId) => `${groupKey}:${authorId}:${news.scoredAt?.getTime()}`,
    title: (language) => news.title(language).text,
    path: news.href,
  };
}

/**
 * Tells the staff of work that waits for their mark: one notification for each assignment, which grows while it is unread.
 * What reviewers mark first is not told.
 */
export async function newsOfHandedInWork({ submissionId }: { submissionId: string }): Promise<News | null> {
  const news = await getSubmissionNews(submissionId);
  if (!news?.isMarkedByStaff || news.isSettled) return null;
  return {
    to: await news.staffIds(),
    groupKey: `work:${news.unitId}`,
    event: () => submissionId,
    by: news.author,
    title: (language) => news.title(language).text,
    path: news.staffHref,
    manyPath: news.staffListHref,
  };
}

/** Tells the staff of a submission whose reviews do not come. */
export async function newsOfStuck({ submissionId }: { submissionId: string }): Promise<News | null> {
  const news = await getSubmissionNews(submissionId);
  if (!news || news.isSettled) return null;
  const groupKey = `submission-stuck:${submissionId}`;
  return {
    to: await news.staffIds(),
    groupKey,
    event: (staffId) => `${groupKey}:${staffId}`,
    title: (language) => news.title(language).text,
    path: news.staffHref,
  };
}

/** Reminds somebody of a due date, unless it has passed or they have handed in meanwhile. */
export async function newsOfDueDate(
  { unitId, userId, dueAt }: EventPayload<"learning.assignment.due_soon">,
  { at }: Around,
): Promise<News | null> {
  const news = await getAssignmentNews(unitId);
  if (!news || new Date(dueAt) < at || (await hasHandedIn(unitId, userId))) return null;
  const groupKey = `assignment-due:${unitId}`;
  return {
    to: [userId],
    groupKey,
    event: (learnerId) => `${groupKey}:${learnerId}:${dueAt}`,
    title: (language) => news.title(language).text,
    facts: { startsAt: new Date(dueAt).toISOString() },
    path: news.submissionHref,
  };
}
