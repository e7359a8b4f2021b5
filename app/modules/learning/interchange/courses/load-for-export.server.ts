import type { Db } from "#app/infra/db.server.ts";

const questionColumns = {
  id: true,
  key: true,
  tags: true,
  removedAt: true,
  versions: { select: { marks: true, translations: true }, orderBy: { number: "desc" }, take: 1 },
} as const;

/** A course with everything that a package carries; what was removed is left out. Null when there is none. */
export async function loadForExport(from: Db, courseId: string) {
  return from.course.findUnique({
    where: { id: courseId },
    select: {
      slug: true,
      version: true,
      state: true,
      languages: true,
      defaultLanguage: true,
      title: true,
      summary: true,
      outcomes: true,
      level: true,
      hours: true,
      licence: true,
      enrolmentMode: true,
      isLinear: true,
      activities: { select: { activityCode: true }, orderBy: { activityCode: "asc" } },
      requires: { select: { requiredCourse: { select: { slug: true } } } },
      files: { select: { name: true }, orderBy: { name: "asc" } },
      categories: {
        select: {
          id: true,
          path: true,
          title: true,
          questions: { select: questionColumns, where: { removedAt: null } },
        },
        orderBy: { path: "asc" },
      },
      modules: {
        where: { removedAt: null },
        select: { id: true, slug: true, position: true, title: true, summary: true },
        orderBy: [{ position: "asc" }, { slug: "asc" }],
      },
      units: {
        where: { removedAt: null, module: { removedAt: null } },
        select: {
          id: true,
          moduleId: true,
          slug: true,
          position: true,
          kind: true,
          minutes: true,
          state: true,
          completion: true,
          opensAt: true,
          dueAt: true,
          closesAt: true,
          weight: true,
          hidesGrades: true,
          quiz: true,
          assignment: true,
          rubrics: { select: { criteria: true }, orderBy: { number: "desc" }, take: 1 },
          requires: { select: { requiredUnit: { select: { slug: true, removedAt: true } } } },
          slots: {
            select: { questionId: true, categoryId: true, tags: true, draws: true, marks: true },
            orderBy: [{ position: "asc" }, { id: "asc" }],
          },
          texts: { select: { language: true, title: true, body: true } },
          drafts: { select: { language: true, title: true, body: true } },
          activities: { select: { activityCode: true }, orderBy: { activityCode: "asc" } },
          questions: { select: questionColumns, where: { removedAt: null } },
          surveyQuestions: {
            where: { removedAt: null },
            select: { key: true, kind: true, isRequired: true, translations: true },
            orderBy: [{ position: "asc" }, { key: "asc" }],
          },
        },
        orderBy: [{ position: "asc" }, { slug: "asc" }],
      },
    },
  });
}

export type ExportedCourse = NonNullable<Awaited<ReturnType<typeof loadForExport>>>;
export type ExportedUnit = ExportedCourse["units"][number];
export type ExportedQuestion = ExportedUnit["questions"][number];
