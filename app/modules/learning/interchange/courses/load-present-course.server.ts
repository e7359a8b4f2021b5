import type { Tx } from "#app/infra/db.server.ts";

const questionColumns = {
  id: true,
  key: true,
  tags: true,
  removedAt: true,
  versions: {
    select: { number: true, kind: true, marks: true, translations: true },
    orderBy: { number: "desc" },
    take: 1,
  },
} as const;

/** A course with everything that an import compares, removed modules, units and questions included. */
export async function loadPresent(tx: Tx, slug: string) {
  return tx.course.findUnique({
    where: { slug },
    select: {
      id: true,
      revision: true,
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
      requires: { select: { requiredCourse: { select: { slug: true } } } },
      categories: { select: { id: true, path: true, title: true, questions: { select: questionColumns } } },
      activities: { select: { activityCode: true } },
      modules: { select: { id: true, slug: true, position: true, title: true, summary: true, removedAt: true } },
      units: {
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
          topicNumber: true,
          webinarNumber: true,
          quiz: true,
          assignment: true,
          rubrics: { select: { number: true, criteria: true }, orderBy: { number: "desc" }, take: 1 },
          requires: { select: { requiredUnit: { select: { slug: true } } } },
          slots: {
            select: { questionId: true, categoryId: true, tags: true, draws: true, marks: true },
            orderBy: [{ position: "asc" }, { id: "asc" }],
          },
          removedAt: true,
          texts: { select: { language: true, title: true, body: true, html: true, number: true, updatedAt: true } },
          drafts: { select: { language: true, title: true, body: true } },
          activities: { select: { activityCode: true } },
          questions: { select: questionColumns },
        },
      },
    },
  });
}

export type PresentCourse = NonNullable<Awaited<ReturnType<typeof loadPresent>>>;
export type PresentQuestion = PresentCourse["units"][number]["questions"][number];
export type PresentUnit = PresentCourse["units"][number];
