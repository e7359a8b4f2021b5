import type { MessageKey } from "#app/i18n/catalogues/en.ts";
import { requireKnownActivities } from "#app/modules/roadmaps/roadmap.server.ts";
import { AppError, fieldError } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { spokenTexts } from "#app/lib/compare.ts";
import { requireNoCircle, writeCoursePrerequisites } from "./set-prerequisites.server.ts";
import { lockStructure } from "#app/modules/learning/study/publish-unit.server.ts";
import type { CourseSettingsInput } from "./settings-schemas.ts";
import { getPublishingChecklist, requireFinishable } from "./publishing-checklist.server.ts";
import type { Authoring } from "#app/modules/learning/courses/staff-access.server.ts";
import type { CourseLevel } from "#app/modules/learning/courses/outcomes.ts";
import { type Text, textIn } from "#app/modules/learning/courses/text.ts";

export type CourseSettings = {
  version: string;
  languages: string[];
  defaultLanguage: string;
  title: Record<string, string>;
  summary: Record<string, string>;
  /** What people will be able to do afterwards, one outcome a line. */
  outcomes: Record<string, string>;
  level: CourseLevel | null;
  hours: number;
  licence: string;
  isLinear: boolean;
  activities: string[];
  prerequisites: string[];
  /** Courses that it may build on. */
  others: { slug: string; title: Text }[];
};

/** What the authors of a course may change. At most 200 other courses. */
export async function getCourseSettings({ course, actor }: Authoring): Promise<CourseSettings> {
  const row = await db().course.findUniqueOrThrow({
    where: { id: course.id },
    select: {
      version: true,
      languages: true,
      defaultLanguage: true,
      title: true,
      summary: true,
      outcomes: true,
      level: true,
      hours: true,
      licence: true,
      isLinear: true,
      activities: { select: { activityCode: true }, orderBy: { activityCode: "asc" } },
      requires: { select: { requiredCourse: { select: { slug: true } } } },
    },
  });
  const others = await db().course.findMany({
    where: { id: { not: course.id }, OR: [{ state: "published" }, { requiredBy: { some: { courseId: course.id } } }] },
    select: { slug: true, title: true, defaultLanguage: true },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: 200,
  });
  const { activities, requires, title, summary, outcomes, ...rest } = row;
  return {
    ...rest,
    title: title as Record<string, string>,
    summary: summary as Record<string, string>,
    outcomes: outcomes as Record<string, string>,
    activities: activities.map(({ activityCode }) => activityCode),
    prerequisites: requires.map(({ requiredCourse }) => requiredCourse.slug).sort(),
    others: others.map((one) => ({ slug: one.slug, title: textIn(one.title, actor.language, one.defaultLanguage) })),
  };
}

/**
 * Saves what a course is. Its own language stays: everything falls back to it. A language that is taken off keeps its
 * texts for when it comes back. Throws 400 with the wrong fields, and 400 for parts or
 * courses that would wait for one another.
 */
export async function saveCourseSettings({ course }: Authoring, input: CourseSettingsInput): Promise<void> {
  const { defaultLanguage } = course;
  const languages = [...new Set([defaultLanguage, ...input.languages])];
  const refuse = (field: string, code: MessageKey) => fieldError(field, code);
  if (!input.title[defaultLanguage]) throw refuse(`title-${defaultLanguage}`, "error.field.required");
  const isLanguage = (code: string) => /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/.test(code);
  if (languages.length > 30 || !languages.every(isLanguage)) throw refuse("languages", "error.field.invalid");
  const codes = [...new Set(input.activities)];
  await requireKnownActivities(codes);
  await transaction(async (tx) => {
    await lockStructure(tx, course.id);
    const before = await tx.course.findUniqueOrThrow({
      where: { id: course.id },
      select: { title: true, summary: true, outcomes: true },
    });
    // What the form did not show (a language that is not ticked) stays as it was.
    const kept = (texts: unknown) =>
      Object.fromEntries(Object.entries(spokenTexts(texts)).filter(([language]) => !languages.includes(language)));
    const { version, hours, licence, level, isLinear } = input;
    const data = {
      version,
      hours,
      licence,
      level,
      isLinear,
      languages,
      title: { ...kept(before.title), ...input.title },
      summary: { ...kept(before.summary), ...input.summary },
      outcomes: { ...kept(before.outcomes), ...input.outcomes },
    };
    await tx.course.update({ where: { id: course.id }, data, select: { id: true } });
    await tx.courseActivity.deleteMany({ where: { courseId: course.id, activityCode: { notIn: codes } } });
    const rows = codes.map((activityCode) => ({ courseId: course.id, activityCode }));
    await tx.courseActivity.createMany({ data: rows, skipDuplicates: true });
    await writeCoursePrerequisites(tx, course.id, input.prerequisites, course.title.language);
    await requireNoCircle(tx, course.id, course.title.language);
  });
}

/**
 * Shows a course to everybody or takes it back to its staff. What people have done stays, and so do their certificates.
 * Throws 400 "courses.settings.error.nothing_to_show" for a course without a published part, 409
 * "authoring.checklist.unfinishable" for one with a part that learners could not finish.
 */
export async function setCourseState(access: Authoring, state: "draft" | "published"): Promise<void> {
  const { course } = access;
  if (state === "published") {
    const { units } = await getPublishingChecklist(access, course.defaultLanguage);
    requireFinishable(units.flatMap(({ faults }) => faults));
  }
  await transaction(async (tx) => {
    await lockStructure(tx, course.id);
    if (state === "published") {
      const where = { courseId: course.id, state, removedAt: null, module: { removedAt: null } };
      if ((await tx.unit.count({ where })) === 0) throw new AppError("courses.settings.error.nothing_to_show", 400);
    }
    await tx.course.update({ where: { id: course.id }, data: { state }, select: { id: true } });
  });
}
