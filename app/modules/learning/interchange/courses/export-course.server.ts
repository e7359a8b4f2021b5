import { notFound } from "#app/infra/app-error.ts";
import { db, type Db } from "#app/infra/db.server.ts";
import { carriedKinds } from "./unit-kinds.server.ts";
import { outcomeLines } from "#app/modules/learning/courses/outcomes.ts";
import { unitKinds } from "#app/modules/learning/courses/unit-kinds.ts";
import { frontMatter, ownOrder } from "./front-matter.ts";
import { type ExportedCourse, type ExportedUnit, loadForExport } from "./load-for-export.server.ts";
import { questionFile } from "./question-file.ts";
import { numbersOf, textsIn, toYaml, unless } from "./yaml.ts";
import { readCourseFiles } from "#app/modules/learning/files/read-file.server.ts";
import { normalBody } from "#app/lib/compare.ts";
import { manifestFile } from "#app/modules/learning/interchange/package/manifest.ts";
import type { PackageFiles } from "#app/modules/learning/interchange/package/types.ts";
import type { Authoring } from "#app/modules/learning/courses/staff-access.server.ts";

export type PackageEntry = { path: string; bytes: () => Promise<Buffer> };

/**
 * A course as the files of its package, by their paths in order; the bytes of pictures and downloads are read when they are
 * asked for. Importing them into an empty product and exporting again gives the same bytes; importing them here changes
 * nothing. People, keys and what means something on one server only (topics, webinars) are not in it.
 */
export async function exportCourse({ course }: Authoring): Promise<PackageEntry[]> {
  return listPackage(db(), course.id);
}

/** The same for the command line, where whoever runs the program may do everything. Throws 404 for no such course. */
export async function exportCourseBySlug(slug: string): Promise<PackageEntry[]> {
  const course = await db().course.findUnique({ where: { slug }, select: { id: true } });
  if (!course) throw notFound();
  return listPackage(db(), course.id);
}

/** All files of a package with their bytes, for what needs them together. */
export async function readEntries(entries: readonly PackageEntry[]): Promise<PackageFiles> {
  const files: PackageFiles = new Map();
  for (const { path, bytes } of entries) files.set(path, await bytes());
  return files;
}

async function listPackage(from: Db, courseId: string): Promise<PackageEntry[]> {
  const course = await loadForExport(from, courseId);
  if (!course) throw notFound();
  const texts = new Map<string, string>([[manifestFile, manifestOf(course)]]);
  for (const { path, questions } of course.categories) {
    const ordered = questions.toSorted((a, b) => (a.key < b.key ? -1 : 1));
    for (const language of course.languages) {
      const text = questionFile(ordered, language);
      if (text) texts.set(`bank/${path}.${language}.questions.yaml`, text);
    }
  }
  for (const [folder, units] of foldersOf(course)) {
    const numbers = numbersOf(units);
    for (const [index, unit] of units.entries()) {
      writeUnit(course, unit, `${folder}/${numbers[index]}-${unit.slug}`, texts);
    }
  }
  const entries = [...texts].map(([path, text]): PackageEntry => ({ path, bytes: async () => Buffer.from(text) }));
  const files = course.files.map(({ name }): PackageEntry => {
    const bytes = async () => (await readCourseFiles(from, courseId, [name])).get(name) ?? Buffer.alloc(0);
    return { path: `files/${name}`, bytes };
  });
  return [...entries, ...files].sort((a, b) => (a.path < b.path ? -1 : 1));
}

function foldersOf({ modules, units }: ExportedCourse): [string, ExportedUnit[]][] {
  const numbers = numbersOf(modules);
  return modules.map(({ id, slug }, index) => [
    `${numbers[index]}-${slug}`,
    units.filter(({ moduleId }) => moduleId === id),
  ]);
}

function manifestOf(course: ExportedCourse): string {
  const { slug, version, languages, defaultLanguage, title, summary, hours, licence, modules } = course;
  const numbers = numbersOf(modules);
  return toYaml({
    slug,
    version,
    languages,
    defaultLanguage,
    title: textsIn(title, languages),
    summary: textsIn(summary, languages),
    outcomes: unless({}, outcomesIn(course)),
    level: course.level ?? undefined,
    hours,
    licence,
    activities: course.activities.map(({ activityCode }) => activityCode),
    enrolment: unless("open", course.enrolmentMode),
    linear: unless(false, course.isLinear),
    draft: unless(false, course.state === "draft"),
    prerequisites: unless([], course.requires.map(({ requiredCourse }) => requiredCourse.slug).sort()),
    bank: unless(
      [],
      course.categories.map(({ path, title: texts }) => ({ category: path, title: textsIn(texts, languages) })),
    ),
    modules: modules.map((module, index) => ({
      folder: `${numbers[index]}-${module.slug}`,
      title: textsIn(module.title, languages),
      summary: textsIn(module.summary, languages),
    })),
  });
}

/** A list in each language. */
function outcomesIn({ outcomes, languages }: ExportedCourse): Record<string, string[]> {
  const texts = Object.entries(textsIn(outcomes, languages));
  return Object.fromEntries(texts.map(([language, text]) => [language, outcomeLines({ text, language })]));
}

function writeUnit(course: ExportedCourse, unit: ExportedUnit, stem: string, files: Map<string, string>): void {
  const questions = ownOrder(unit);
  const { front } = carriedKinds[unit.kind];
  for (const language of course.languages) {
    const text = textOf(course, unit, language);
    if (text) {
      const head = toYaml({ ...frontMatter(unit, text.title.trim() || unit.slug), ...front(course, unit, language) });
      const body = normalBody(text.body);
      files.set(`${stem}.${language}.md`, `---\n${head}---\n${body && `\n${body}\n`}`);
    }
    const asked = unitKinds[unit.kind].asksQuestions ? questionFile(questions, language) : null;
    if (asked) files.set(`${stem}.${language}.questions.yaml`, asked);
  }
}

/** What is published; of a unit that never was, what its author has written so far. */
function textOf({ defaultLanguage }: ExportedCourse, { texts, drafts, state, slug }: ExportedUnit, language: string) {
  const isHere = <T extends { language: string }>(one: T) => one.language === language;
  const text = texts.find(isHere) ?? (state === "draft" ? drafts.find(isHere) : undefined);
  return text ?? (language === defaultLanguage ? { title: slug, body: "" } : undefined);
}
