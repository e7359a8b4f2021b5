import { createHash } from "node:crypto";
import { slugOf } from "#app/modules/learning/courses/slugs.ts";
import { stripUnsafeCharacters } from "#app/lib/text.ts";

/**
 * The names of a category, the outermost first: "$course$/top/Law/Digital" without what stands for the course, so
 * ["Law", "Digital"]. "//" is a slash inside a name, as Moodle writes it. Throws nothing.
 */
export function categoryNames(written: string): string[] {
  const names = written
    .replaceAll("//", "\0")
    .split("/")
    .map((name) => stripUnsafeCharacters(name.replaceAll("\0", "\uE00F")).replaceAll("\uE00F", "/"));
  const own = /^\$[^$]*\$$/.test(names[0] ?? "") ? names.slice(1) : names;
  return (own[0] === "top" && names !== own ? own.slice(1) : own).filter((name) => name !== "");
}

/** The names as one text, the way Moodle writes them. */
export function joinCategory(names: readonly string[]): string {
  return names.map((name) => name.replaceAll("/", "//")).join("/");
}

/**
 * The path of a category in the bank: its names in the letters that packages allow. A name in another script has none of
 * them, so it is told apart by a few digits made of it, the same every time.
 */
export function categoryPath(names: readonly string[]): string {
  return names.map((name) => slugOf(name, `category-${digest(name)}`)).join("/");
}

function digest(name: string): string {
  return createHash("sha256").update(name).digest("hex").slice(0, 8);
}
