import type { Tx } from "#app/infra/db.server.ts";
import { comparableJson } from "#app/lib/canonical-json.ts";
import { containsAll, isSameOrder, spokenTexts } from "#app/lib/compare.ts";
import type { PresentCourse } from "./load-present-course.server.ts";
import { type ImportItem, questionItem } from "#app/modules/learning/interchange/package/import-report.ts";
import { type BankQuestions, writeQuestions } from "./write-questions.server.ts";
import type { CoursePackage, PackageModule } from "#app/modules/learning/interchange/package/types.ts";
import { writeUnitPrerequisites } from "#app/modules/learning/authoring/set-prerequisites.server.ts";

/** Writes what `course.yaml` says of the course itself. */
export async function writeManifest(tx: Tx, course: CoursePackage, present: PresentCourse | null) {
  const { slug, version, languages, defaultLanguage, title, outcomes, level, hours, licence, enrolmentMode } = course;
  const summary = spokenTexts(course.summary);
  const wished = {
    version,
    languages,
    defaultLanguage,
    title,
    summary,
    hours,
    licence,
    isLinear: course.isLinear ?? false,
    ...(outcomes && { outcomes: spokenTexts(outcomes) }),
    ...(level && { level }),
    ...(enrolmentMode && { enrolmentMode }),
  };
  if (!present) {
    const state = course.isDraft ? ("draft" as const) : ("published" as const);
    const { id } = await tx.course.create({ data: { slug, state, ...wished }, select: { id: true } });
    await writeActivities(tx, id, course.activities);
    return { id, outcome: "created" as const };
  }
  const activities = present.activities.map(({ activityCode }) => activityCode).sort();
  const sameActivities = comparableJson(activities) === comparableJson([...course.activities].sort());
  if (sameActivities && containsAll({ ...present, summary: spokenTexts(present.summary) }, wished))
    return { id: present.id, outcome: "unchanged" as const };
  await tx.course.update({ where: { id: present.id }, data: wished, select: { id: true } });
  if (!sameActivities) await writeActivities(tx, present.id, course.activities);
  return { id: present.id, outcome: "changed" as const };
}

async function writeActivities(tx: Tx, courseId: string, codes: string[]): Promise<void> {
  await tx.courseActivity.deleteMany({ where: { courseId, activityCode: { notIn: codes } } });
  const data = codes.map((activityCode) => ({ courseId, activityCode }));
  await tx.courseActivity.createMany({ data, skipDuplicates: true });
}

/** Writes the categories of the bank with their questions. Categories that the package does not have stay as they are. */
export async function writeBank(
  tx: Tx,
  courseId: string,
  { course, present, at }: { course: CoursePackage; present: PresentCourse | null; at: Date },
): Promise<{ report: ImportItem[]; bank: BankQuestions }> {
  const bank: BankQuestions = new Map();
  const report: ImportItem[] = [];
  for (const { path, title, questions } of course.bank ?? []) {
    const item = `bank/${path}`;
    const before = present?.categories.find((one) => one.path === path);
    const isSame = before !== undefined && comparableJson(before.title) === comparableJson(title);
    const { id } = await tx.questionCategory.upsert({
      where: { courseId_path: { courseId, path } },
      create: { courseId, path, title },
      update: isSame ? {} : { title },
      select: { id: true },
    });
    report.push({ item, outcome: before ? (isSame ? "unchanged" : "changed") : "created", problems: [] });
    const owner = { courseId, unitId: null, categoryId: id };
    const { lines, ids } = await writeQuestions(tx, owner, questions, before?.questions ?? [], at);
    report.push(...lines.map(({ key, ...rest }) => ({ item: questionItem(item, key), ...rest })));
    bank.set(path, { id, ids });
  }
  return { report, bank };
}

type WritingModule = { courseId: string; module: PackageModule; position: number; present: PresentCourse | null };

/** Writes one module without its units. */
export async function writeModule(tx: Tx, { courseId, module, position, present }: WritingModule) {
  const { slug, title } = module;
  const summary = spokenTexts(module.summary);
  const wished = { position, title, summary, removedAt: null };
  const before = present?.modules.find((one) => one.slug === slug);
  if (before && containsAll({ ...before, summary: spokenTexts(before.summary) }, wished))
    return { id: before.id, outcome: "unchanged" as const };
  if (before) {
    await tx.courseModule.update({ where: { id: before.id }, data: wished, select: { id: true } });
    return { id: before.id, outcome: "changed" as const };
  }
  const { id } = await tx.courseModule.create({ data: { courseId, slug, ...wished }, select: { id: true } });
  return { id, outcome: "created" as const };
}

/** Writes what the units of a course require. Returns the slugs of the units for which that changed. */
export async function writeRequirements(
  tx: Tx,
  courseId: string,
  { course, present }: { course: CoursePackage; present: PresentCourse | null },
): Promise<string[]> {
  const rows = await tx.unit.findMany({ where: { courseId }, select: { id: true, slug: true } });
  const ids = new Map(rows.map(({ id, slug }) => [slug, id]));
  const changed: string[] = [];
  for (const { slug, requires = [] } of course.modules.flatMap((module) => module.units)) {
    const unit = present?.units.find((one) => one.slug === slug);
    const before = unit?.requires.map(({ requiredUnit }) => requiredUnit.slug).sort() ?? [];
    if (isSameOrder(before, [...requires].sort())) continue;
    const requiredIds = requires.flatMap((one) => ids.get(one) ?? []);
    if (await writeUnitPrerequisites(tx, ids.get(slug) ?? "", requiredIds)) changed.push(slug);
  }
  return changed;
}

/** The places of things in a package: as they are there, or those that they have while their order is the same. */
export function positionsOf(
  wished: readonly { slug: string; position: number }[],
  present: readonly { slug: string; position: number; removedAt: Date | null }[],
): Map<string, number> {
  const now = present
    .filter(({ removedAt }) => removedAt === null)
    .sort((a, b) => a.position - b.position || (a.slug < b.slug ? -1 : 1));
  const isSame = isSameOrder(
    now.map(({ slug }) => slug),
    wished.map(({ slug }) => slug),
  );
  return new Map((isSame ? now : wished).map(({ slug, position }) => [slug, position]));
}
