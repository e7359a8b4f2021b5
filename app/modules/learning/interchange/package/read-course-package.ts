import { hasErrors, sortProblems, type Problem } from "#app/lib/problem.ts";

import { impossibleRule } from "#app/modules/learning/courses/completion-rules.ts";
import { readParts } from "./unit-kinds.ts";
import { unitKinds } from "#app/modules/learning/courses/unit-kinds.ts";
import { type CategoryFiles, courseFile, sortFiles, type UnitFiles } from "./inventory.ts";
import { readQuestions } from "./question-translations.ts";
import { readManifest } from "./manifest.ts";
import { checkRequirements } from "./requirements.ts";
import type { FrontMatter, Manifest } from "./schemas.ts";
import { readUnitFile, type UnitSource } from "./text-files.ts";
import type { CoursePackage, PackageCategory, PackageFiles, PackageUnit } from "./types.ts";

const shared = [
  ...(["kind", "minutes", "activities", "completion", "draft", "requires", "weight", "hidesGrades"] as const),
  ...(["opens", "due", "closes", "topic", "webinar", "assignment"] as const),
] satisfies (keyof FrontMatter)[];

/** Reads the language layers of a unit; null when the default language cannot be read, which is an error. */
function readUnit(files: PackageFiles, unit: UnitFiles, manifest: Manifest, problems: Problem[]): PackageUnit | null {
  const { languages, defaultLanguage } = manifest;
  const order = [defaultLanguage, ...languages.filter((language) => language !== defaultLanguage)];
  const sources = new Map<string, UnitSource>();
  for (const language of order) {
    const file = unit.texts.get(language);
    if (!file) {
      const isDefault = language === defaultLanguage;
      const code = isDefault ? "learning.package.no_default_layer" : "learning.package.missing_layer";
      const level = isDefault ? "error" : "warning";
      problems.push({ file: `${unit.stem}.${language}.md`, line: 0, code, values: { language }, level });
      continue;
    }
    const source = readUnitFile(files, file, problems);
    if (source) sources.set(language, source);
  }
  const base = sources.get(defaultLanguage);
  if (!base) return null;

  for (const source of sources.values()) checkSource(source, base, problems);
  const { front } = base;
  const { kind, minutes, activities, completion } = front;
  const { asksQuestions } = unitKinds[kind];
  if (!asksQuestions) {
    for (const file of unit.quizzes.values()) {
      problems.push({ file, line: 0, code: "learning.package.gift_without_quiz", level: "error" });
    }
  }
  return {
    slug: unit.slug,
    position: unit.position,
    kind,
    minutes,
    activities,
    completion,
    texts: [...sources].map(([language, { front, body, file }]) => ({
      language,
      title: front.title,
      body,
      sourceFile: file,
    })),
    questions: asksQuestions ? readOwnQuestions(files, unit, manifest, base, problems) : [],
    isDraft: front.draft,
    requires: front.requires,
    weight: front.weight,
    hidesGrades: front.hidesGrades,
    opensAt: front.opens ?? null,
    dueAt: front.due ?? null,
    closesAt: front.closes ?? null,
    ...(front.topic !== undefined && { topicNumber: front.topic }),
    ...(front.webinar !== undefined && { webinarNumber: front.webinar }),
    ...readParts([...sources], problems),
  };
}

/** A quiz that only takes questions from the bank has none of its own, and no file of them. */
function readOwnQuestions(
  files: PackageFiles,
  unit: UnitFiles,
  manifest: Manifest,
  { front }: UnitSource,
  problems: Problem[],
) {
  const takesOwn = front.quiz?.places?.every(({ from }) => from !== null) !== true;
  if (unit.quizzes.size === 0 && (!takesOwn || front.draft)) return [];
  return readQuestions(files, unit, manifest, problems);
}

function readBank(
  files: PackageFiles,
  bank: CategoryFiles[],
  manifest: Manifest,
  problems: Problem[],
): PackageCategory[] {
  const { defaultLanguage } = manifest;
  const paths = [
    ...new Set([...manifest.bank.map(({ category }) => category), ...bank.map(({ path }) => path)]),
  ].sort();
  return paths.map((path) => {
    const own = bank.find((one) => one.path === path);
    const title = manifest.bank.find(({ category }) => category === path)?.title ?? { [defaultLanguage]: path };
    return { path, title, questions: own ? readQuestions(files, own, manifest, problems) : [] };
  });
}

function checkSource(source: UnitSource, base: UnitSource, problems: Problem[]): void {
  const { file, front, body } = source;
  for (const field of shared) {
    if (JSON.stringify(front[field]) !== JSON.stringify(base.front[field])) {
      const values = { field, other: base.file };
      problems.push({
        file,
        line: source.lineOf(field),
        code: "learning.package.layers_differ",
        values,
        level: "error",
      });
    }
  }
  const rule = impossibleRule(front.kind, front.completion);
  if (rule) {
    const line = source.lineOf("completion");
    const code = rule === "passed" ? "learning.package.nothing_to_pass" : "courses.package.impossible_rule";
    problems.push({ file, line, code, values: { kind: front.kind }, level: "error" });
  }
  if (unitKinds[front.kind].needsText && body === "") {
    problems.push({ file, line: 0, code: "learning.package.empty_body", level: "warning" });
  }
}

/**
 * Reads a course package: `course.yaml`, and in each module's folder `<nn>-<slug>.<language>.md` with front matter, and
 * `.gift` files beside quizzes. Every file is read and every problem reported with file and line, sorted; the course is
 * null when one of them is an error, so that an import changes nothing. Warnings (unknown files and keys, languages that
 * are missing) let it pass. Throws nothing.
 */
export function readCoursePackage(given: PackageFiles): { course: CoursePackage | null; problems: Problem[] } {
  // Question files may bring pictures of their own.
  const files: PackageFiles = new Map(given);
  const problems: Problem[] = [];
  const manifest = readManifest(files, problems);
  if (!manifest) return { course: null, problems: sortProblems(problems) };

  const inventory = sortFiles(files, manifest, problems);
  const modules = inventory.modules.map(({ slug, position, folder, units }) => {
    const { title = {}, summary = {} } = manifest.modules.find((module) => module.folder === folder) ?? {};
    const readUnits = units.map((unit) => readUnit(files, unit, manifest, problems)).filter((unit) => unit !== null);
    return { slug, position, title, summary, units: readUnits };
  });
  const { linear, draft, enrolment, prerequisites, bank: _, ...rest } = manifest;
  const bank = readBank(files, inventory.bank, manifest, problems);
  const read = {
    ...rest,
    modules,
    bank,
    prerequisites,
    isLinear: linear,
    isDraft: draft,
    ...(enrolment && { enrolmentMode: enrolment }),
    files: [...files].flatMap(([path, bytes]) => {
      const name = courseFile.exec(path)?.[1];
      return name ? [{ name, bytes }] : [];
    }),
  };
  checkRequirements(read, problems);
  const course: CoursePackage | null = hasErrors(problems) ? null : read;
  return { course, problems: sortProblems(problems) };
}
