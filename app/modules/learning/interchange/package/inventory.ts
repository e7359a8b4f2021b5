import type { Problem } from "#app/lib/problem.ts";

import { manifestFile } from "./manifest.ts";
import { folderPattern, type Manifest } from "./schemas.ts";
import type { PackageFiles } from "./types.ts";

const unitFile =
  /^(\d{2,3})-([a-z0-9]+(?:-[a-z0-9]+)*)\.([a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\.(md|gift|xml|questions\.yaml)$/;
const bankFile =
  /^bank\/((?:[a-z0-9]+(?:-[a-z0-9]+)*\/)*[a-z0-9]+(?:-[a-z0-9]+)*)\.([a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\.(gift|xml|questions\.yaml)$/;
/** Names that are safe in addresses and on every disk. */
export const courseFile = /^files\/([A-Za-z0-9][A-Za-z0-9._-]{0,119})$/;

/** The files of one unit by language. */
export interface UnitFiles {
  position: number;
  slug: string;
  /** Folder, number and slug: what the names of the unit's files begin with. */
  stem: string;
  texts: Map<string, string>;
  quizzes: Map<string, string>;
}

/** The question files of one category of the bank by language. */
export interface CategoryFiles {
  path: string;
  stem: string;
  quizzes: Map<string, string>;
}

export interface PackageInventory {
  modules: ModuleFiles[];
  bank: CategoryFiles[];
}

interface ModuleFiles {
  position: number;
  slug: string;
  folder: string;
  units: UnitFiles[];
}

/**
 * Sorts the files of a package into modules and units by their names alone. A file that belongs to no unit is a warning;
 * a language that the course does not have, a number used twice in a module, a slug used twice in the course and a
 * module without units are errors. Modules and units come in the order of their numbers. Throws nothing.
 */
export function sortFiles(files: PackageFiles, manifest: Manifest, problems: Problem[]): PackageInventory {
  const bank = new Map<string, CategoryFiles>();
  const modules = new Map<string, ModuleFiles>();
  for (const { folder } of manifest.modules) {
    const [, number, slug = ""] = folderPattern.exec(folder) ?? [];
    modules.set(folder, { position: Number(number), slug, folder, units: [] });
  }
  for (const file of [...files.keys()].sort()) {
    if (file === manifestFile) continue;
    if (courseFile.test(file)) continue;
    const [folder = "", name = "", ...deeper] = file.split("/");
    const inBank = bankFile.exec(file);
    if (inBank) {
      const [, path = "", language = ""] = inBank;
      const category = bank.get(path) ?? { path, stem: `bank/${path}`, quizzes: new Map() };
      bank.set(path, category);
      addTranslation(category.quizzes, language, file, manifest, problems);
      continue;
    }
    const module = modules.get(folder);
    const parts = deeper.length === 0 ? unitFile.exec(name) : null;
    if (!module || !parts) {
      problems.push({ file, line: 0, code: "learning.package.unknown_file", level: "warning" });
      continue;
    }
    const [, number = "", slug = "", language = "", type] = parts;
    const unit = unitOf(module, number, slug);
    addTranslation(type === "md" ? unit.texts : unit.quizzes, language, file, manifest, problems);
  }
  for (const module of modules.values())
    module.units = module.units.filter((unit) => unit.texts.size + unit.quizzes.size > 0);
  const sorted = [...modules.values()].sort((a, b) => a.position - b.position);
  checkNames(sorted, problems);
  return { modules: sorted, bank: [...bank.values()] };
}

function addTranslation(
  translations: Map<string, string>,
  language: string,
  file: string,
  { languages }: Manifest,
  problems: Problem[],
): void {
  const report = (code: string, values: Problem["values"]) =>
    problems.push({ file, line: 0, code, values, level: "error" });
  if (!languages.includes(language)) {
    report("learning.package.unknown_language", { field: file.split("/").at(-1) ?? file, language });
  } else if (translations.has(language)) {
    report("courses.package.two_files", { other: translations.get(language) ?? "" });
  } else translations.set(language, file);
}

function unitOf(module: ModuleFiles, number: string, slug: string): UnitFiles {
  const stem = `${module.folder}/${number}-${slug}`;
  const known = module.units.find((unit) => unit.stem === stem);
  if (known) return known;
  const unit = { position: Number(number), slug, stem, texts: new Map(), quizzes: new Map() };
  module.units.push(unit);
  return unit;
}

function checkNames(modules: ModuleFiles[], problems: Problem[]): void {
  const slugs = new Set<string>();
  for (const module of modules) {
    module.units.sort((a, b) => a.position - b.position || (a.slug < b.slug ? -1 : 1));
    if (module.units.length === 0) {
      problems.push({ file: module.folder, line: 0, code: "learning.package.empty_module", level: "warning" });
    }
    const numbers = new Set<number>();
    for (const unit of module.units) {
      const file = [...unit.texts.values(), ...unit.quizzes.values()][0] ?? unit.stem;
      const report = (code: string, values: Problem["values"]) =>
        problems.push({ file, line: 0, code, values, level: "error" });
      const number = String(unit.position).padStart(2, "0");
      if (numbers.has(unit.position)) report("learning.package.duplicate_number", { number });
      if (slugs.has(unit.slug)) report("learning.package.duplicate_slug", { slug: unit.slug });
      numbers.add(unit.position);
      slugs.add(unit.slug);
    }
  }
}
