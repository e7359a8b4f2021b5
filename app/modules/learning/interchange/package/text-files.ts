import { isUtf8 } from "node:buffer";

import type { Problem } from "#app/lib/problem.ts";

import { checkYaml, readYaml } from "./yaml.ts";
import { frontMatterSchema, type FrontMatter } from "./schemas.ts";
import { packageLimits, type PackageFiles } from "./types.ts";

/**
 * The text of a file, without a byte order mark and with "\n" line ends; null, with an error, when it is larger than
 * 1 MB, not UTF-8, or holds a NUL, which no text has and the database cannot keep. Throws nothing.
 */
export function readText(files: PackageFiles, file: string, problems: Problem[]): string | null {
  const bytes = files.get(file) ?? Buffer.alloc(0);
  if (bytes.length > packageLimits.textBytes) {
    const values = { bytes: bytes.length, max: packageLimits.textBytes };
    problems.push({ file, line: 0, code: "learning.package.text_too_large", values, level: "error" });
    return null;
  }
  const text = new TextDecoder().decode(bytes).replace(/\r\n?/g, "\n");
  if (!isUtf8(bytes) || text.includes("\0")) {
    // The decoder writes U+FFFD where it cannot read.
    const line = text.slice(0, Math.max(0, text.search(isUtf8(bytes) ? /\0/ : /\uFFFD/))).split("\n").length;
    problems.push({ file, line, code: "learning.package.not_utf8", level: "error" });
    return null;
  }
  return text;
}

/** Lines between two lines of three hyphens, at the very beginning. */
const frontMatter = /^---[ \t]*\n((?:(?!---[ \t]*(?:\n|$))[^\n]*\n)*)---[ \t]*(?:\n|$)/;

/** One language of a unit as its Markdown file has it. */
export interface UnitSource {
  file: string;
  front: FrontMatter;
  body: string;
  /** The line of a field of the front matter, for what is found out later. */
  lineOf(field: keyof FrontMatter): number;
}

/**
 * Reads a unit's Markdown file: YAML front matter between two lines of three hyphens, then the body. Null, with errors
 * that name lines of the file, when either is missing or wrong. Throws nothing.
 */
export function readUnitFile(files: PackageFiles, file: string, problems: Problem[]): UnitSource | null {
  const text = readText(files, file, problems);
  if (text === null) return null;
  const parts = frontMatter.exec(text);
  if (!parts) {
    problems.push({ file, line: 1, code: "learning.package.no_front_matter", level: "error" });
    return null;
  }
  const read = readYaml(parts[1] ?? "", file, 2, problems);
  const front = read && checkYaml(read, frontMatterSchema, file, problems);
  if (!front) return null;
  const body = text.slice(parts[0].length).replace(/^\n+/, "").trimEnd();
  return { file, front, body, lineOf: (field) => read.lineOf([field]) };
}
