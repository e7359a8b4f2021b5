import { db } from "#app/infra/db.server.ts";
import { withId } from "#app/modules/accounts/person-columns.ts";
import { listStaffOf } from "#app/modules/learning/courses/list-staff-of.server.ts";
import { coursePath, receiptPath, teachPath } from "#app/modules/learning/courses/paths.ts";
import { type Text, textIn } from "#app/modules/learning/courses/text.ts";

/** What has to be known of a new grade to tell its owner of it. */
export type GradeNews = { userId: string; title: (language: string) => Text; href: string };

const unitColumns = {
  hidesGrades: true,
  slug: true,
  texts: { select: { language: true, title: true } },
  course: { select: { slug: true, defaultLanguage: true } },
} as const;

/** The attempt whose last answer has been marked; null while its unit hides grades, or when it is gone. One SQL statement. */
export async function findMarkedNews(attemptId: string): Promise<GradeNews | null> {
  const attempt = await db().attempt.findUnique({
    where: { id: attemptId },
    select: { userId: true, number: true, needsMarking: true, unit: { select: unitColumns } },
  });
  if (!attempt || attempt.needsMarking || attempt.unit.hidesGrades) return null;
  const { unit, number, userId } = attempt;
  return { userId, title: titleOf(unit), href: receiptPath(unit.course.slug, unit.slug, number) };
}

/** The grade that a trainer has decided; null while its unit hides grades, or when it is gone. One SQL statement. */
export async function findDecidedNews(gradeOverrideId: string): Promise<GradeNews | null> {
  const decided = await db().gradeOverride.findUnique({
    where: { id: gradeOverrideId },
    select: { userId: true, unit: { select: unitColumns } },
  });
  if (!decided || decided.unit.hidesGrades) return null;
  const { unit, userId } = decided;
  return { userId, title: titleOf(unit), href: `${coursePath(unit.course.slug)}/grades` };
}

/** A submitted attempt with an answer that a person has to mark, for its staff; null when nothing of it waits. */
export async function findAttemptToMark(attemptId: string) {
  const attempt = await db().attempt.findUnique({
    where: { id: attemptId },
    select: { needsMarking: true, user: withId, unitId: true, unit: { select: { ...unitColumns, courseId: true } } },
  });
  if (!attempt?.needsMarking) return null;
  const { unit, user, unitId } = attempt;
  const list = teachPath(unit.course.slug, `quizzes/${unit.slug}`);
  return {
    unitId,
    author: user,
    title: titleOf(unit),
    staffIds: await listStaffOf(unit.courseId, user.id),
    staffHref: `${list}/attempts/${attemptId}`,
    staffListHref: list,
  };
}

type Unit = { texts: { language: string; title: string }[]; course: { defaultLanguage: string } };

function titleOf({ texts, course }: Unit): (language: string) => Text {
  const titles = Object.fromEntries(texts.map((text) => [text.language, text.title]));
  return (language) => textIn(titles, language, course.defaultLanguage);
}
