import { presentUnits, unitOrder, unitTitles } from "#app/modules/learning/courses/sql.server.ts";
import type { MessageKey } from "#app/i18n/catalogues/en.ts";
import { AppError, notFound, fieldError } from "#app/infra/app-error.ts";
import type { Tx } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { findCycle } from "#app/modules/learning/courses/cycles.ts";
import { lockStructure } from "#app/modules/learning/study/publish-unit.server.ts";
import type { Authoring } from "#app/modules/learning/courses/staff-access.server.ts";
import { textIn } from "#app/modules/learning/courses/text.ts";

/** At most so many units, or courses, are required by one. */
const maxRequired = 20;

/**
 * Says which units must be complete before another opens; these and no others. Refused, with the way that leads back,
 * when units would wait for one another, the order of a linear course included. Throws 404 for a unit that is not
 * there, 400 for a required unit that is not in the course or for a circle.
 */
export async function setUnitPrerequisites(access: Authoring, unitSlug: string, required: string[]): Promise<void> {
  const courseId = access.course.id;
  await transaction(async (tx) => {
    await lockStructure(tx, courseId);
    const units = await tx.unit.findMany({
      where: { courseId, removedAt: null, slug: { in: [unitSlug, ...required] } },
      select: { id: true, slug: true },
    });
    const unit = units.find(({ slug }) => slug === unitSlug);
    if (!unit) throw notFound();
    await writeUnitPrerequisites(tx, unit.id, requiredOf(units, required));
    await requireNoCircle(tx, courseId, access.course.title.language);
  });
}

/** Writes what a unit requires. The caller holds the structure and looks for circles. Returns whether anything changed. */
export async function writeUnitPrerequisites(tx: Tx, unitId: string, requiredIds: string[]): Promise<boolean> {
  const gone = { unitId, requiredUnitId: { notIn: requiredIds } };
  const { count: removed } = await tx.unitPrerequisite.deleteMany({ where: gone });
  const data = requiredIds.map((requiredUnitId) => ({ unitId, requiredUnitId }));
  const { count: added } = await tx.unitPrerequisite.createMany({ data, skipDuplicates: true });
  return removed + added > 0;
}

type Node = { id: string; titles: unknown; ownLanguage: string; isLinear: boolean; requires: string[] };

/**
 * Refuses a course whose units wait for one another: along what they require and, in a linear course, along their order.
 * Whoever changes either calls it last, in the transaction of the change and holding the structure. One SQL statement.
 * Throws 400 "courses.structure.error.unit_circle", which names the units of the circle.
 */
export async function requireNoCircle(tx: Tx, courseId: string, language = ""): Promise<void> {
  const units = await tx.$queryRaw<Node[]>`
    SELECT u.id, c.default_language AS "ownLanguage", c.is_linear AS "isLinear",
           ${unitTitles} AS titles,
           ARRAY(SELECT r.required_unit_id::text FROM unit_prerequisites r WHERE r.unit_id = u.id) AS requires
      FROM ${presentUnits}
      JOIN courses c ON c.id = u.course_id
     WHERE u.course_id = ${courseId}::uuid
     ORDER BY ${unitOrder}`;
  const edges = new Map(
    units.map(({ id, requires, isLinear }, position) => {
      const before = isLinear ? units[position - 1] : undefined;
      return [id, before ? [...requires, before.id] : requires];
    }),
  );
  const circle = findCycle(edges);
  if (!circle) return;
  const titleOf = (id: string) => {
    const unit = units.find((one) => one.id === id);
    return unit ? textIn(unit.titles, language, unit.ownLanguage).text : "";
  };
  throw circleError("courses.structure.error.unit_circle", circle.map(titleOf));
}

/**
 * Says which courses must be completed before one may enrol in another; these and no others. Courses would wait for one
 * another across the whole catalogue, so all writers of such rules go one after the other. Throws 400 for a course that is not there, the course itself among them, or a circle.
 */
export async function setCoursePrerequisites(access: Authoring, required: string[]): Promise<void> {
  await transaction((tx) => writeCoursePrerequisites(tx, access.course.id, required, access.course.title.language));
}

/** The same inside a transaction. Returns whether anything changed. */
export async function writeCoursePrerequisites(
  tx: Tx,
  courseId: string,
  required: string[],
  language = "",
): Promise<boolean> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('course-prerequisites', 0))`;
  const courses = await tx.course.findMany({
    where: { slug: { in: required } },
    select: { id: true, slug: true },
  });
  const requiredIds = requiredOf(courses, required);
  const gone = { courseId, requiredCourseId: { notIn: requiredIds } };
  const { count: removed } = await tx.coursePrerequisite.deleteMany({ where: gone });
  const data = requiredIds.map((requiredCourseId) => ({ courseId, requiredCourseId }));
  const { count: added } = await tx.coursePrerequisite.createMany({ data, skipDuplicates: true });
  if (added > 0) await requireNoCourseCircle(tx, language);
  return removed + added > 0;
}

async function requireNoCourseCircle(tx: Tx, language: string): Promise<void> {
  const rows = await tx.coursePrerequisite.findMany({ select: { courseId: true, requiredCourseId: true } });
  const edges = new Map<string, string[]>();
  for (const row of rows) edges.set(row.courseId, [...(edges.get(row.courseId) ?? []), row.requiredCourseId]);
  const circle = findCycle(edges);
  if (!circle) return;
  const courses = await tx.course.findMany({
    where: { id: { in: circle } },
    select: { id: true, title: true, defaultLanguage: true },
  });
  const titleOf = (id: string) => {
    const course = courses.find((one) => one.id === id);
    return course ? textIn(course.title, language, course.defaultLanguage).text : "";
  };
  throw circleError("courses.structure.error.course_circle", circle.map(titleOf));
}

/** The ids behind the wished slugs. Throws 400 for a slug without one, and for more than a person can keep in mind. */
function requiredOf(known: { id: string; slug: string }[], wished: string[]): string[] {
  const slugs = [...new Set(wished)];
  const found = slugs.map((slug) => known.find((one) => one.slug === slug)?.id);
  if (slugs.length > maxRequired || found.includes(undefined)) {
    throw fieldError("requires", "courses.structure.error.unknown");
  }
  return found as string[];
}

function circleError(code: MessageKey, titles: string[]): AppError {
  // FSI … PDI: titles of any script keep the arrows between them in order.
  const values = { way: titles.map((title) => `\u2068${title}\u2069`).join(" ← ") };
  return new AppError(code, 400, { values });
}
