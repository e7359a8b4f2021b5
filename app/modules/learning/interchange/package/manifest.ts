import type { Problem } from "#app/lib/problem.ts";

import { readText } from "./text-files.ts";
import { checkYaml, readYaml } from "./yaml.ts";
import { folderPattern, manifestSchema, type Manifest } from "./schemas.ts";
import type { PackageFiles, Texts } from "./types.ts";

export const manifestFile = "course.yaml";

/**
 * Reads and checks `course.yaml`: its shape, that the default language is one of the languages and has every title
 * (others, and summaries, may be missing: warnings), that folders, their numbers and their slugs are different. Null, with
 * errors, when the course cannot be read without it. Throws nothing.
 */
export function readManifest(files: PackageFiles, problems: Problem[]): Manifest | null {
  if (!files.has(manifestFile)) {
    problems.push({ file: manifestFile, line: 0, code: "learning.package.no_manifest", level: "error" });
    return null;
  }
  const text = readText(files, manifestFile, problems);
  const read = text === null ? null : readYaml(text, manifestFile, 1, problems);
  const manifest = read && checkYaml(read, manifestSchema, manifestFile, problems);
  if (!manifest) return null;

  const report = (path: PropertyKey[], code: string, values: Problem["values"], level: Problem["level"] = "error") =>
    problems.push({ file: manifestFile, line: read.lineOf(path), code, values, level });
  const { languages, defaultLanguage, modules } = manifest;
  if (!languages.includes(defaultLanguage)) {
    report(["defaultLanguage"], "learning.package.default_not_listed", { language: defaultLanguage });
  }
  const checkTexts = (path: PropertyKey[], texts: Texts, isNeeded = true) => {
    const field = path.join(".");
    for (const language of languages.filter((one) => !Object.hasOwn(texts, one))) {
      if (language === defaultLanguage && isNeeded)
        report(path, "learning.package.missing_default", { field, language });
      else report(path, "learning.package.missing_translation", { field, language }, "warning");
    }
    for (const language of Object.keys(texts).filter((one) => !languages.includes(one))) {
      report([...path, language], "learning.package.unknown_language", { field, language });
    }
  };
  checkTexts(["title"], manifest.title);
  checkTexts(["summary"], manifest.summary, false);
  if (manifest.outcomes) checkTexts(["outcomes"], manifest.outcomes, false);
  manifest.bank.forEach(({ title }, index) => checkTexts(["bank", index, "title"], title));
  const seen = new Set<string>();
  modules.forEach(({ folder, title, summary }, at) => {
    checkTexts(["modules", at, "title"], title);
    checkTexts(["modules", at, "summary"], summary, false);
    const [, number = "", slug = ""] = folderPattern.exec(folder) ?? [];
    const path = ["modules", at, "folder"];
    if (seen.has(number)) report(path, "learning.package.duplicate_number", { number });
    if (seen.has(slug)) report(path, "learning.package.duplicate_slug", { slug });
    seen.add(number).add(slug);
  });
  return manifest;
}
