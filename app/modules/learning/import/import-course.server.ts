import type { Tx } from "#app/infra/db.server.ts";
import { db } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import type { Problem } from "#app/lib/problem.ts";
import { finishCourse } from "#app/modules/learning/completing.server.ts";
import { canonical, holdsAll } from "#app/modules/learning/import/compare.ts";
import { loadPresent, type PresentCourse } from "#app/modules/learning/import/present.server.ts";
import {
  type ImportItem,
  moduleItem,
  refusedReport,
  unitItem,
  withWarnings,
} from "#app/modules/learning/import/report.ts";
import { type RenderedTexts, writeUnit } from "#app/modules/learning/import/write-unit.server.ts";
import { renderLesson } from "#app/modules/learning/lessons.server.ts";
import { manifestFile } from "#app/modules/learning/package/manifest.ts";
import type { CoursePackage } from "#app/modules/learning/package/types.ts";

export type ImportResult = { isRefused: boolean; report: ImportItem[]; revision: number | null };

type Options = {
  at?: Date;
  /** What the reading of the package has warned of. */
  warnings?: readonly Problem[];
  /** Told before the first step and after each: how many of how many are done. No transaction is open then. */
  onProgress?: (done: number, total: number) => Promise<void>;
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
  return transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`course-import:${course.slug}`}, 0))`;
    const present = await loadPresent(tx, course.slug);
    const { report, revision } = await writeCourse(tx, { course, present, rendered, at });
    const result = { isRefused: false, report: withWarnings(report, warnings), revision };
    await onWritten(tx, result);
    return result;
  });
}

/** What only the database knows to be wrong, and names that the product needs for itself. */
async function findRefusals(course: CoursePackage): Promise<Problem[]> {
  const known = new Set((await db().activity.findMany({ select: { code: true } })).map(({ code }) => code));
  const units = course.modules.flatMap((module) =>
    module.units.map((unit) => ({ ...unit, item: unitItem(module, unit) })),
  );
  const unknown = (file: string, codes: string[]): Problem[] =>
    codes
      .filter((code) => !known.has(code))
      .map((code) => ({ file, line: 0, code: "learning.import.unknown_activity", values: { code }, level: "error" }));
  return [
    ...unknown(manifestFile, course.activities),
    ...units.flatMap((unit) => unknown(unit.texts[0]?.sourceFile ?? unit.item, unit.activities)),
    ...units
      .filter(({ slug }) => slug === "enrol")
      .map(({ slug, item }): Problem => {
        return { file: item, line: 0, code: "learning.import.reserved_slug", values: { slug }, level: "error" };
      }),
  ];
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
      return { language, title, body, html: renderLesson(body, language) };
    });
    rendered.set(unit.slug, texts);
    await onProgress(index + 1, units.length);
  }
  return rendered;
}

type Writing = { course: CoursePackage; present: PresentCourse | null; rendered: RenderedTexts; at: Date };

async function writeCourse(tx: Tx, { course, present, rendered, at }: Writing) {
  const revision = (present?.revision ?? 0) + 1;
  const { id, outcome } = await writeManifest(tx, course, present);
  const report: ImportItem[] = [{ item: manifestFile, outcome, problems: [] }];
  const unitsBefore = new Map(present?.units.map((unit) => [unit.slug, unit]));
  for (const module of course.modules) {
    const written = await writeModule(tx, { courseId: id, module, present });
    report.push({ item: moduleItem(module), outcome: written.outcome, problems: [] });
    for (const unit of module.units) {
      const place = { courseId: id, moduleId: written.id, revision, item: unitItem(module, unit), at };
      const texts = rendered.get(unit.slug) ?? [];
      report.push(...(await writeUnit(tx, { ...place, unit, texts, present: unitsBefore.get(unit.slug) ?? null })));
    }
  }
  const removed = await removeMissing(tx, course, present, at);
  report.push(...removed);
  const isChanged = report.some((one) => one.outcome !== "unchanged");
  if (isChanged && present) await tx.course.update({ where: { id }, data: { revision }, select: { id: true } });
  // Whoever had everything but a unit that is gone now has everything.
  if (removed.length > 0) await finishCourse(tx, { courseId: id, at });
  return { report, revision: isChanged ? revision : revision - 1 };
}

async function writeManifest(tx: Tx, course: CoursePackage, present: PresentCourse | null) {
  const { slug, version, languages, defaultLanguage, title, summary, hours, licence } = course;
  const wished = { version, languages, defaultLanguage, title, summary, hours, licence };
  if (!present) {
    const { id } = await tx.course.create({ data: { slug, ...wished }, select: { id: true } });
    await writeActivities(tx, id, course.activities);
    return { id, outcome: "created" as const };
  }
  const activities = present.activities.map(({ activityCode }) => activityCode).sort();
  const sameActivities = canonical(activities) === canonical([...course.activities].sort());
  if (sameActivities && holdsAll(present, wished)) return { id: present.id, outcome: "unchanged" as const };
  await tx.course.update({ where: { id: present.id }, data: wished, select: { id: true } });
  if (!sameActivities) await writeActivities(tx, present.id, course.activities);
  return { id: present.id, outcome: "changed" as const };
}

async function writeActivities(tx: Tx, courseId: string, codes: string[]): Promise<void> {
  await tx.courseActivity.deleteMany({ where: { courseId, activityCode: { notIn: codes } } });
  const data = codes.map((activityCode) => ({ courseId, activityCode }));
  await tx.courseActivity.createMany({ data, skipDuplicates: true });
}

type WritingModule = { courseId: string; module: CoursePackage["modules"][number]; present: PresentCourse | null };

async function writeModule(tx: Tx, { courseId, module, present }: WritingModule) {
  const { slug, position, title, summary } = module;
  const wished = { position, title, summary, removedAt: null };
  const before = present?.modules.find((one) => one.slug === slug);
  if (before && holdsAll(before, wished)) return { id: before.id, outcome: "unchanged" as const };
  if (before) {
    await tx.courseModule.update({ where: { id: before.id }, data: wished, select: { id: true } });
    return { id: before.id, outcome: "changed" as const };
  }
  const { id } = await tx.courseModule.create({ data: { courseId, slug, ...wished }, select: { id: true } });
  return { id, outcome: "created" as const };
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
