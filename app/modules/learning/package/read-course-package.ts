import { hasErrors, sortProblems, type Problem } from "#app/lib/problem.ts";

import { sortFiles, type UnitFiles } from "./inventory.ts";
import { readQuestions } from "./layers.ts";
import { readManifest } from "./manifest.ts";
import type { FrontMatter, Manifest } from "./schemas.ts";
import { readUnitFile, type UnitSource } from "./text-files.ts";
import type { CoursePackage, PackageFiles, PackageUnit } from "./types.ts";

const shared = ["kind", "minutes", "activities", "completion"] as const satisfies (keyof FrontMatter)[];

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
  const { kind, minutes, activities, completion } = base.front;
  if (kind === "lesson") {
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
    questions: kind === "quiz" ? readQuestions(files, unit, manifest, problems) : [],
  };
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
  if (front.completion.passed && front.kind !== "quiz") {
    const line = source.lineOf("completion");
    problems.push({ file, line, code: "learning.package.nothing_to_pass", level: "error" });
  }
  if (front.kind === "lesson" && body === "") {
    problems.push({ file, line: 0, code: "learning.package.empty_body", level: "warning" });
  }
}

/**
 * Reads a course package: `course.yaml`, and in each module's folder `<nn>-<slug>.<language>.md` with front matter, and
 * `.gift` files beside quizzes. Every file is read and every problem reported with file and line, sorted; the course is
 * null when one of them is an error, so that an import changes nothing. Warnings (unknown files and keys, languages that
 * are missing) let it pass. Throws nothing.
 */
export function readCoursePackage(files: PackageFiles): { course: CoursePackage | null; problems: Problem[] } {
  const problems: Problem[] = [];
  const manifest = readManifest(files, problems);
  if (!manifest) return { course: null, problems: sortProblems(problems) };

  const modules = sortFiles(files, manifest, problems).map(({ slug, position, folder, units }) => {
    const { title = {}, summary = {} } = manifest.modules.find((module) => module.folder === folder) ?? {};
    const read = units.map((unit) => readUnit(files, unit, manifest, problems)).filter((unit) => unit !== null);
    return { slug, position, title, summary, units: read };
  });
  const course = hasErrors(problems) ? null : { ...manifest, modules };
  return { course, problems: sortProblems(problems) };
}
