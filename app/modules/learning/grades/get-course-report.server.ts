import { countCourseReport, type CountedPerson, type CountedReport } from "./count-course-report.server.ts";
import { fewPeople, findKeptReport } from "./keep-course-reports.server.ts";
import { ShortMemory } from "#app/lib/memory/short-memory.ts";
import { singleton } from "#app/lib/singleton.ts";
import type { CourseStaffAccess } from "#app/modules/learning/courses/staff-access.server.ts";
import { type Text, textIn } from "#app/modules/learning/courses/text.ts";

export type BehindPerson = Omit<CountedPerson, "overdue"> & { overdue: { slug: string; title: Text; dueAt: Date }[] };
export type CourseReport = Omit<CountedReport, "behind"> & { behind: BehindPerson[] };

type Wish = { language: string; cohortId?: string | null };

const kept = { milliseconds: 60_000, room: 500 };

/**
 * The report with the moment `at` when it was made. That about many people is the one that the worker counted within the last
 * minutes. Where there is none yet, and for whoever sees a choice of cohorts, it is as it was within the last minute, shared by
 * those who see the same people. One about few people is made anew for everybody who asks.
 */
export async function getRecentCourseReport(
  access: CourseStaffAccess,
  wish: Wish,
): Promise<CourseReport & { at: Date }> {
  const scope = scopeOf(access, wish.cohortId ?? null);
  const found = scope && (await findKeptReport(access.course.id, scope));
  if (found) return { ...inLanguage(found.report, access, wish.language), at: found.madeAt };
  const memory = singleton("learning.course-reports", () => {
    const keeps = ({ all }: CourseReport) => all.people > fewPeople;
    return new ShortMemory<CourseReport & { at: Date }>({ ...kept, sizeOf: () => 1, keeps });
  });
  const { course, cohortIds } = access;
  const key = JSON.stringify([course.id, cohortIds, wish.cohortId ?? null, wish.language]);
  return memory.get(key, async () => {
    const at = new Date();
    return { ...(await getCourseReport(access, { ...wish, at })), at };
  });
}

/** The cohort, or "all", about which the report for this person is; null when they see a choice of cohorts. */
function scopeOf({ cohortIds }: CourseStaffAccess, cohortId: string | null): string | null {
  if (cohortIds === null) return cohortId ?? "all";
  const [only] = cohortIds;
  return only && cohortIds.length === 1 && (cohortId ?? only) === only ? only : null;
}

/** The report as of `at`, for the people that the teaching person sees (of one cohort, if given). See `countCourseReport`. */
export async function getCourseReport(
  access: CourseStaffAccess,
  { language, cohortId = null, at = new Date() }: Wish & { at?: Date },
): Promise<CourseReport> {
  const { course, cohortIds } = access;
  return inLanguage(await countCourseReport({ courseId: course.id, cohortIds, cohortId }, at), access, language);
}

function inLanguage(
  { behind, ...report }: CountedReport,
  { course }: CourseStaffAccess,
  language: string,
): CourseReport {
  const named = behind.map(({ overdue, ...person }) => ({
    ...person,
    overdue: overdue.map(({ titles, ...unit }) => ({
      ...unit,
      title: textIn(titles, language, course.defaultLanguage),
    })),
  }));
  return { ...report, behind: named };
}
