import { db } from "#app/infra/db.server.ts";
import { type Text, textIn } from "#app/modules/learning/courses/text.ts";

export type CourseFacts = {
  id: string;
  slug: string;
  /** Language -> title, for documents that name the course in several. */
  titles: Record<string, string>;
  defaultLanguage: string;
  /** In the language asked for, or the course's own. */
  title: Text;
  hours: number;
  languages: string[];
  revision: number;
  /** Activities of the Open Roadmap, "1.1" to "5.4", in order. */
  activities: string[];
};

export type Completion = { course: CourseFacts; completedAt: Date; completedRevision: number };

const columns = {
  id: true,
  slug: true,
  title: true,
  defaultLanguage: true,
  hours: true,
  languages: true,
  revision: true,
  activities: { select: { activityCode: true }, orderBy: { activityCode: "asc" } },
} as const;

/** What is known of a course, whatever its state; null when there is none. For documents and mails, not for pages. */
export async function getCourseFacts(courseId: string, language: string): Promise<CourseFacts | null> {
  const row = await db().course.findUnique({ where: { id: courseId }, select: columns });
  return row && factsOf(row, language);
}

/**
 * That a person has completed a course, and what a certificate says about it, in `language` or the course's own; null
 * while they have not. The first completion stays what it was, whatever is added to the course later.
 */
export async function findCompletion(userId: string, courseId: string, language: string): Promise<Completion | null> {
  const row = await db().enrolment.findUnique({
    where: { userId_courseId: { userId, courseId } },
    select: { completedAt: true, completedRevision: true, course: { select: columns } },
  });
  if (!row?.completedAt) return null;
  const completedRevision = row.completedRevision ?? row.course.revision;
  return { course: factsOf(row.course, language), completedAt: row.completedAt, completedRevision };
}

type Row = {
  id: string;
  slug: string;
  title: unknown;
  defaultLanguage: string;
  hours: number;
  languages: string[];
  revision: number;
  activities: { activityCode: string }[];
};

function factsOf({ title, activities, ...row }: Row, language: string): CourseFacts {
  return {
    ...row,
    titles: title as Record<string, string>,
    title: textIn(title, language, row.defaultLanguage),
    activities: activities.map(({ activityCode }) => activityCode),
  };
}
