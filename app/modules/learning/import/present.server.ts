import type { Tx } from "#app/infra/db.server.ts";

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
      hours: true,
      licence: true,
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
          slots: { select: { questionId: true, position: true }, orderBy: { position: "asc" } },
          removedAt: true,
          texts: { select: { language: true, title: true, body: true, html: true } },
          activities: { select: { activityCode: true } },
          questions: {
            select: {
              id: true,
              key: true,
              removedAt: true,
              versions: {
                select: { number: true, kind: true, marks: true, layers: true },
                orderBy: { number: "desc" },
                take: 1,
              },
            },
          },
        },
      },
    },
  });
}

export type PresentCourse = NonNullable<Awaited<ReturnType<typeof loadPresent>>>;
export type PresentUnit = PresentCourse["units"][number];
