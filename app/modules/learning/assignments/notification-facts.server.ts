import { db } from "#app/infra/db.server.ts";
import { withId } from "#app/modules/accounts/person-columns.ts";
import { listStaffOf } from "#app/modules/learning/courses/list-staff-of.server.ts";
import { reviewsPath, submissionPath, teachPath } from "#app/modules/learning/courses/paths.ts";
import { type Text, textIn } from "#app/modules/learning/courses/text.ts";

const unitColumns = {
  id: true,
  slug: true,
  hidesGrades: true,
  texts: { select: { language: true, title: true } },
  course: { select: { id: true, slug: true, defaultLanguage: true } },
} as const;

type UnitRow = {
  slug: string;
  texts: { language: string; title: string }[];
  course: { id: string; slug: string; defaultLanguage: string };
};

function titleOf({ texts, course }: UnitRow) {
  const titles = Object.fromEntries(texts.map(({ language, title }) => [language, title]));
  return (language: string): Text => textIn(titles, language, course.defaultLanguage);
}

/** What has to be known to tell somebody of an assignment; null when it is gone. For notices, not for pages. */
export async function getAssignmentNews(unitId: string) {
  const unit = await db().unit.findUnique({ where: { id: unitId }, select: unitColumns });
  if (!unit) return null;
  const { slug, course } = unit;
  return {
    title: titleOf(unit),
    submissionHref: submissionPath(course.slug, slug),
    reviewsHref: reviewsPath(course.slug, slug),
  };
}

/** How many reviews somebody still has to give in an assignment. */
export async function countReviewsToGive(unitId: string, userId: string): Promise<number> {
  const state = { in: ["allocated" as const, "begun" as const] };
  return db().peerReview.count({ where: { reviewerId: userId, state, submission: { unitId, sight: "visible" } } });
}

/** Whether somebody has handed in at an assignment. */
export async function hasHandedIn(unitId: string, userId: string): Promise<boolean> {
  const where = { userId_unitId: { userId, unitId } };
  return (await db().unitProgress.findUnique({ where, select: { submittedAt: true } }))?.submittedAt != null;
}

/**
 * A submission as its people and its staff hear of it: who handed it in, and who runs the course for them (the trainer of
 * the cohort and the course's team, else the administrators). Null when it is gone. For notices, not for pages.
 */
export async function getSubmissionNews(submissionId: string) {
  const row = await db().submission.findUnique({
    where: { id: submissionId },
    select: {
      userId: true,
      user: withId,
      state: true,
      scoredAt: true,
      trainerAt: true,
      unit: { select: { ...unitColumns, assignment: { select: { reviews: true } } } },
      team: { select: { members: { select: { userId: true } } } },
    },
  });
  if (!row || row.state !== "submitted") return null;
  const { unit, team, userId, scoredAt, trainerAt } = row;
  const { slug, course } = unit;
  return {
    title: titleOf(unit),
    author: row.user,
    unitId: unit.id,
    authorIds: team?.members.map((one) => one.userId) ?? [userId],
    staffIds: () => listStaffOf(course.id, userId),
    isReleased: (scoredAt !== null || trainerAt !== null) && !unit.hidesGrades,
    /** Nobody but the staff marks it; an assignment that was never set up is like that. */
    isMarkedByStaff: (unit.assignment?.reviews ?? 0) === 0,
    isSettled: scoredAt !== null || trainerAt !== null,
    scoredAt: trainerAt ?? scoredAt,
    href: submissionPath(course.slug, slug),
    staffHref: teachPath(course.slug, `assignments/${slug}/submissions/${submissionId}`),
    staffListHref: teachPath(course.slug, `assignments/${slug}/submissions?show=open`),
  };
}
