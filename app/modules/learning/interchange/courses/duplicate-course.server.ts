import { messageKey } from "#app/i18n/message-key.ts";
import { AppError, forbidden } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import { slugTaken } from "#app/modules/learning/authoring/create-course.server.ts";
import { exportCourse, readEntries } from "./export-course.server.ts";
import { writeCourseFile } from "#app/modules/learning/files/course-files.server.ts";
import { readCourseFiles } from "#app/modules/learning/files/read-file.server.ts";
import { importCourse } from "./import-course.server.ts";
import { readCoursePackage } from "#app/modules/learning/interchange/package/read-course-package.ts";
import { canBeginCourse } from "#app/modules/learning/courses/policy.ts";
import type { Authoring } from "#app/modules/learning/courses/staff-access.server.ts";

/**
 * Makes another course of what this one holds: modules, units and their texts, questions as they are now, rules, rubrics,
 * surveys and files, in one transaction. People and what they did stay where they are, and so do dates, keys, topics and
 * webinars, which belong to one run of a course. The copy is a draft of which the actor is the author. It goes the way of
 * an export and an import, so that a copy holds exactly what a package holds. Throws 403 for whoever may not begin a
 * course, 409 for an address that is taken.
 */
export async function duplicateCourse(
  access: Authoring,
  { slug, title }: { slug: string; title: string },
  { at = new Date() } = {},
): Promise<{ slug: string }> {
  const { actor, course } = access;
  if (!canBeginCourse(actor)) throw forbidden();
  const entries = (await exportCourse(access)).filter(({ path }) => !path.startsWith("files/"));
  const { course: original } = readCoursePackage(await readEntries(entries));
  // What is in the database is a course that can be exported; anything else is a fault of ours.
  if (!original) throw new Error(`the course ${course.slug} cannot be read from its own export`);
  const names = (await db().courseFile.findMany({ where: { courseId: course.id }, select: { name: true } })).map(
    (file) => file.name,
  );
  const copy = {
    ...original,
    slug,
    isDraft: true,
    title: { [course.defaultLanguage]: title },
    modules: original.modules.map((module) => ({
      ...module,
      units: module.units.map((unit) => ({ ...unit, opensAt: null, dueAt: null, closesAt: null })),
    })),
  };
  const { isRefused, report } = await importCourse(copy, {
    at,
    mustBeNew: true,
    onWritten: async (tx, result) => {
      if (result.isRefused) return;
      const { id } = await tx.course.update({ where: { slug }, data: { createdById: actor.id }, select: { id: true } });
      const author = { courseId: id, userId: actor.id, role: "author" as const };
      await tx.courseTrainer.create({ data: author, select: { userId: true } });
      for (const name of names) {
        const bytes = (await readCourseFiles(tx, course.id, [name])).get(name);
        if (bytes) await writeCourseFile(tx, id, { name, bytes });
      }
    },
  });
  if (!isRefused) return { slug };
  const problem = report.flatMap((item) => item.problems).find(({ level }) => level === "error");
  if (problem) throw new AppError(messageKey(problem.code), 400, { values: problem.values ?? {} });
  throw slugTaken();
}
