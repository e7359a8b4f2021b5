import { hasErrors, type Problem } from "#app/lib/problem.ts";
import type { PackageModule, PackageUnit } from "./types.ts";

/**
 * What became of one thing of a file. "left_out" is nothing that we take (a description); "not_taken" could have been
 * taken, but the file was refused as a whole.
 */
export type ImportOutcome = "created" | "changed" | "unchanged" | "refused" | "left_out" | "not_taken";

/** One thing of a package and what became of it. `item` is its place in the package, without language and ending. */
export type ImportItem = {
  item: string;
  /** Of a question: its title or its first words. Questions have a number as `item`, and are shown by title and line. */
  title?: string;
  /** Of a question: where it stands in its file. */
  line?: number;
  outcome: ImportOutcome;
  problems: Problem[];
};

/** The item of problems with the package as a whole. */
const wholePackage = "package";

export function moduleItem({ position, slug }: Pick<PackageModule, "position" | "slug">): string {
  return `${String(position).padStart(2, "0")}-${slug}`;
}

export function unitItem(module: PackageModule, { position, slug }: Pick<PackageUnit, "position" | "slug">): string {
  return `${moduleItem(module)}/${String(position).padStart(2, "0")}-${slug}`;
}

export function questionItem(unit: string, key: string): string {
  return `${unit}#${key}`;
}

/** The item that a file belongs to: "01-a/02-b.fr.md" and "01-a/02-b.en.gift" are layers of "01-a/02-b". */
function itemOfFile(file: string): string {
  return file.replace(/\.[A-Za-z-]+\.(md|gift|xml|questions\.yaml)$/, "") || wholePackage;
}

/** The report of an import that was refused: every item with problems; those with only warnings stayed as they were. */
export function refusedReport(problems: readonly Problem[]): ImportItem[] {
  return [...groupByItem(problems)].map(([item, own]) => ({
    item,
    outcome: hasErrors(own) ? ("refused" as const) : ("unchanged" as const),
    problems: own,
  }));
}

/** The report of an import that went in, with the warnings of the reading beside their items. */
export function withWarnings(report: ImportItem[], warnings: readonly Problem[]): ImportItem[] {
  const byItem = groupByItem(warnings);
  const known = new Set(report.map(({ item }) => item));
  const others = [...byItem].filter(([item]) => !known.has(item));
  return [
    ...report.map((one) => ({ ...one, problems: [...one.problems, ...(byItem.get(one.item) ?? [])] })),
    ...others.map(([item, problems]) => ({ item, outcome: "unchanged" as const, problems })),
  ];
}

function groupByItem(problems: readonly Problem[]): Map<string, Problem[]> {
  const groups = new Map<string, Problem[]>();
  for (const problem of problems) {
    const item = itemOfFile(problem.file);
    groups.set(item, [...(groups.get(item) ?? []), problem]);
  }
  return groups;
}
