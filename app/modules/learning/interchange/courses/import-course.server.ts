import { listUnknownActivities } from "#app/modules/roadmaps/roadmap.server.ts";
import { isAppError } from "#app/infra/app-error.ts";
import type { Tx } from "#app/infra/db.server.ts";
import { db } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import type { Problem } from "#app/lib/problem.ts";
import { isReservedForCourses, isReservedForUnits } from "#app/modules/learning/courses/limits.ts";
import { finishCourse } from "#app/modules/learning/study/record-progress.server.ts";
import { loadPresent, type PresentCourse } from "./load-present-course.server.ts";
import {
  type ImportItem,
  moduleItem,
  refusedReport,
  unitItem,
  withWarnings,
} from "#app/modules/learning/interchange/package/import-report.ts";
import { positionsOf, writeBank, writeManifest, writeModule, writeRequirements } from "./write-course.server.ts";
import { refuseFiles, writeFiles } from "./write-files.server.ts";
import type { BankQuestions } from "./write-questions.server.ts";
import { type RenderedTexts, writeUnit } from "./write-unit.server.ts";
import { renderLesson } from "#app/modules/learning/study/get-unit.server.ts";
import { manifestFile } from "#app/modules/learning/interchange/package/manifest.ts";
import type { CoursePackage } from "#app/modules/learning/interchange/package/types.ts";
import { writeCoursePrerequisites } from "#app/modules/learning/authoring/set-prerequisites.server.ts";
import { lockStructure } from "#app/modules/learning/study/publish-unit.server.ts";

export type ImportResult = { isRefused: boolean; report: ImportItem[]; revision: number | null };

type Options = {
  at?: Date;
  /** What the reading of the package has warned of. */
  warnings?: readonly Problem[];
  /** Told before the first step and after each: how many of how many are done. No transaction is open then. */
  onProgress?: (done: number, total: number) => Promise<void>;
  /** Refuses, without a report, a course whose address is taken. */
  mustBeNew?: true;
  /** Writes in the same transaction, last: what it writes is true exactly when the import is. */
  onWritten?: (tx: Tx, result: ImportResult) => Promise<void>;
};

/**
 * Writes a course package: all of it or, when anything is refused, nothing. What is there is updated in place by its
 * slugs and keys; a changed question gets a new version and attempts keep theirs; what the package no longer has is
 * marked as removed and people's progress on it stays. The course's revision rises by one when something changed.
 * Imports of one course go in one after the other. Whether somebody may import is decided by the entrances.
 */
export async function importCourse(course: CoursePackage, options: Options = {}): Promise<ImportResult> {
  const { at = new Date(), warnings = [], onProgress = async () => {}, onWritten = async () => {} } = options;
  const refusals = await findRefusals(course);
  if (refusals.length > 0) {
    const result = { isRefused: true, report: refusedReport([...refusals, ...warnings]), revision: null };
    await transaction((tx) => onWritten(tx, result));
    return result;
  }
  const rendered = await renderAll(course, onProgress);
  const written = transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`course-import:${course.slug}`}, 0))`;
    const present = await loadPresent(tx, course.slug);
    if (present && options.mustBeNew) return { isRefused: true, report: [], revision: null };
    const { report, revision } = await writeCourse(tx, { course, present, rendered, at });
    const result = { isRefused: false, report: withWarnings(report, warnings), revision };
    await onWritten(tx, result);
    return result;
  });
  // What only the writing finds out (answers that would change their meaning, courses that would wait for one another).
  return written.catch(async (error: unknown) => {
    if (!isAppError(error) || error.status >= 500) throw error;
    const problem = refusal("", error.code, error.details.values);
    const result = { isRefused: true, report: refusedReport([problem, ...warnings]), revision: null };
    await transaction((tx) => onWritten(tx, result));
    return result;
  });
}

/** What only the database knows to be wrong, and names that the product needs for itself. */
async function findRefusals(course: CoursePackage): Promise<Problem[]> {
  const named = [course.activities, ...course.modules.flatMap(({ units }) => units.map((unit) => unit.activities))];
  const unknownCodes = new Set(await listUnknownActivities(named.flat()));
  const units = course.modules.flatMap((module) =>
    module.units.map((unit) => ({ ...unit, item: unitItem(module, unit) })),
  );
  const unknown = (file: string, codes: string[]): Problem[] =>
    codes
      .filter((code) => unknownCodes.has(code))
      .map((code) => ({ file, line: 0, code: "learning.import.unknown_activity", values: { code }, level: "error" }));
  return [
    ...unknown(manifestFile, course.activities),
    ...units.flatMap((unit) => unknown(unit.texts[0]?.sourceFile ?? unit.item, unit.activities)),
    ...units
      .filter(({ slug }) => isReservedForUnits(slug))
      .map(({ slug, item }): Problem => {
        return { file: item, line: 0, code: "learning.import.reserved_slug", values: { slug }, level: "error" };
      }),
    ...(isReservedForCourses(course.slug)
      ? [refusal(manifestFile, "learning.import.reserved_slug", { slug: course.slug })]
      : []),
    ...(await findUnknown(course)),
    ...refuseFiles(course.files ?? []),
  ];
}

/** Courses that this one builds on, and topics and webinars that its units point to, must be there. */
async function findUnknown(course: CoursePackage): Promise<Problem[]> {
  const wished = course.prerequisites ?? [];
  const known =
    wished.length === 0 ? [] : await db().course.findMany({ where: { slug: { in: wished } }, select: { slug: true } });
  const unknown = wished.filter((slug) => slug === course.slug || !known.some((one) => one.slug === slug));
  return unknown.map((slug) => refusal(manifestFile, "courses.package.unknown_course", { slug }));
}

function refusal(file: string, code: string, values: Problem["values"]): Problem {
  return { file, line: 0, code, ...(values && { values }), level: "error" };
}

async function renderAll(
  course: CoursePackage,
  onProgress: NonNullable<Options["onProgress"]>,
): Promise<RenderedTexts> {
  const units = course.modules.flatMap((module) => module.units);
  const rendered: RenderedTexts = new Map();
  await onProgress(0, units.length);
  for (const [index, unit] of units.entries()) {
    const texts = unit.texts.map(({ language, title, body }) => {
      return { language, title, body, html: renderLesson(body, language, course.slug) };
    });
    rendered.set(unit.slug, texts);
    await onProgress(index + 1, units.length);
  }
  return rendered;
}

type Writing = { course: CoursePackage; present: PresentCourse | null; rendered: RenderedTexts; at: Date };

async function writeCourse(tx: Tx, { course, present, rendered, at }: Writing) {
  if (present) await lockStructure(tx, present.id);
  const revision = (present?.revision ?? 0) + 1;
  const { id, outcome } = await writeManifest(tx, course, present);
  const manifest: ImportItem = { item: manifestFile, outcome, problems: [] };
  const report: ImportItem[] = [manifest, ...(await writeFiles(tx, id, course.files ?? []))];
  const written = await writeBank(tx, id, { course, present, at });
  report.push(...written.report);
  report.push(...(await writeModules(tx, { course, present, rendered, at }, { id, revision, bank: written.bank })));
  const required = await writeRequirements(tx, id, { course, present });
  const units = course.modules.flatMap((module) => module.units.map((unit) => [unit.slug, unitItem(module, unit)]));
  const changed = new Set(units.flatMap(([slug, item]) => (required.includes(slug!) ? [item] : [])));
  const removed = await removeMissing(tx, course, present, at);
  report.push(...removed);
  for (const one of report) if (one.outcome === "unchanged" && changed.has(one.item)) one.outcome = "changed";
  const isBuiltOnChanged = await writeCoursePrerequisites(tx, id, course.prerequisites ?? [], course.defaultLanguage);
  if (isBuiltOnChanged && outcome === "unchanged") manifest.outcome = "changed";
  const isChanged = report.some((one) => one.outcome !== "unchanged");
  if (isChanged && present) await tx.course.update({ where: { id }, data: { revision }, select: { id: true } });
  // Whoever had everything but a unit that is gone, or is a draft again, now has everything.
  if (isChanged && present) await finishCourse(tx, { courseId: id, at });
  return { report, revision: isChanged ? revision : revision - 1 };
}

type Target = { id: string; revision: number; bank: BankQuestions };

async function writeModules(tx: Tx, { course, present, rendered, at }: Writing, target: Target): Promise<ImportItem[]> {
  const report: ImportItem[] = [];
  const unitsBefore = new Map(present?.units.map((unit) => [unit.slug, unit]));
  const modulePositions = positionsOf(course.modules, present?.modules ?? []);
  for (const module of course.modules) {
    const position = modulePositions.get(module.slug) ?? module.position;
    const { id: moduleId, outcome } = await writeModule(tx, { courseId: target.id, module, position, present });
    report.push({ item: moduleItem(module), outcome, problems: [] });
    const positions = positionsOf(module.units, present?.units.filter((unit) => unit.moduleId === moduleId) ?? []);
    for (const unit of module.units) {
      const { revision, bank } = target;
      const item = unitItem(module, unit);
      const writing = {
        courseId: target.id,
        moduleId,
        revision,
        item,
        bank,
        at,
        unit,
        texts: rendered.get(unit.slug) ?? [],
        ownLanguage: course.defaultLanguage,
        languagesBefore: present?.languages ?? [],
        position: positions.get(unit.slug) ?? unit.position,
        present: unitsBefore.get(unit.slug) ?? null,
      };
      report.push(...(await writeUnit(tx, writing)));
    }
  }
  return report;
}

/** Marks what the package no longer has. The report says so with a warning, because it may be a mistake. */
async function removeMissing(
  tx: Tx,
  course: CoursePackage,
  present: PresentCourse | null,
  at: Date,
): Promise<ImportItem[]> {
  if (!present) return [];
  const modules = new Set(course.modules.map(({ slug }) => slug));
  const units = new Set(course.modules.flatMap((module) => module.units.map(({ slug }) => slug)));
  const goneModules = present.modules.filter((one) => !one.removedAt && !modules.has(one.slug));
  const goneUnits = present.units.filter((one) => !one.removedAt && !units.has(one.slug));
  const ids = (rows: { id: string }[]) => ({ id: { in: rows.map(({ id }) => id) } });
  if (goneUnits.length > 0) await tx.unit.updateMany({ where: ids(goneUnits), data: { removedAt: at } });
  if (goneModules.length > 0) await tx.courseModule.updateMany({ where: ids(goneModules), data: { removedAt: at } });
  const gone = (slug: string, code: string): ImportItem => ({
    item: slug,
    outcome: "changed",
    problems: [{ file: slug, line: 0, code, level: "warning" }],
  });
  return [
    ...goneModules.map(({ slug }) => gone(slug, "learning.import.module_removed")),
    ...goneUnits.map(({ slug }) => gone(slug, "learning.import.unit_removed")),
  ];
}
