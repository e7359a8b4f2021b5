import { isAlias, LineCounter, parseDocument, visit, type Node, type Pair } from "yaml";
import type { z } from "zod";

import type { Problem } from "#app/lib/problem.ts";

/** The path of a value inside a YAML text: keys and indexes. */
type Path = readonly PropertyKey[];

/** A YAML text as it was read: every scalar is a string, and each value knows its line in the file. */
export interface ReadYaml {
  value: unknown;
  /** The line of the nearest value that exists on the way to `path`, in the file. */
  lineOf(path: Path): number;
}

/**
 * Reads YAML whose first line is `firstLine` of the file. Scalars stay the strings that were written (YAML's failsafe
 * schema), so that version 1.10, activity 1.1 and language "no" are what the author sees; numbers are read by the
 * schema that needs them. Aliases are refused (a few lines could unfold to gigabytes). Null, with problems that name
 * file and line, when it cannot be read. Throws nothing.
 */
export function readYaml(
  text: string,
  file: string,
  firstLine: number,
  problems: Problem[],
  /** "core" for texts that a program wrote: there a number is a number. */
  schema: "failsafe" | "core" = "failsafe",
): ReadYaml | null {
  const counter = new LineCounter();
  const document = parseDocument(text, {
    schema,
    lineCounter: counter,
    prettyErrors: true,
    logLevel: "error",
  });
  const lineAt = (offset: number) => firstLine + counter.linePos(offset).line - 1;
  const add = (line: number, reason: string, level: Problem["level"]) =>
    problems.push({ file, line, code: "learning.package.yaml", values: { reason }, level });

  for (const error of document.errors) add(lineAt(error.pos[0]), error.code, "error");
  for (const warning of document.warnings) add(lineAt(warning.pos[0]), warning.code, "warning");
  let aliases = false;
  let characters = false;
  visit(document, {
    // Escapes ("\0", "\ud800") write what no text holds and the database cannot keep.
    Scalar: (_key, node) => {
      if (typeof node.value !== "string" || !/\0|\p{Cs}/u.test(node.value)) return;
      characters = true;
      add(lineAt(node.range?.[0] ?? 0), "CHARACTER", "error");
    },
    Alias: (_key, node) => {
      aliases = true;
      add(lineAt(node.range?.[0] ?? 0), "ALIAS", "error");
    },
  });
  if (aliases || characters || document.errors.length > 0) return null;

  const lineOf = (path: Path): number => {
    for (let length = path.length; length > 0; length -= 1) {
      const parent = document.getIn(path.slice(0, length - 1), true) as { items?: (Pair<Node> | Node)[] } | undefined;
      const last = path[length - 1];
      const found = parent?.items?.find((item, at) =>
        "key" in item ? String(item.key) === String(last) : at === last,
      );
      const node = found && "key" in found ? found.key : found;
      if (node && !isAlias(node) && node.range) return lineAt(node.range[0]);
    }
    return firstLine;
  };
  return { value: document.toJS(), lineOf };
}

/**
 * Checks what was read against a strict schema. Keys that the schema does not know are warnings and are left out, every
 * other difference is an error with the field, its line and what is expected there. Null after an error.
 */
export function checkYaml<T extends z.ZodType>(
  read: ReadYaml,
  schema: T,
  file: string,
  problems: Problem[],
): z.output<T> | null {
  const first = schema.safeParse(read.value);
  if (first.success) return first.data;
  const value = structuredClone(read.value);
  const issues = first.error.issues.filter((issue) => issue.code === "unrecognized_keys");
  for (const issue of issues) {
    const holder = at(value, issue.path);
    for (const key of issue.keys) {
      const path = [...issue.path, key];
      const values = { field: path.join(".") };
      problems.push({ file, line: read.lineOf(path), code: "learning.package.unknown_key", values, level: "warning" });
      delete (holder as Record<string, unknown>)[key];
    }
  }
  const second = schema.safeParse(value);
  if (second.success) return second.data;
  for (const issue of second.error.issues) {
    const values = { field: issue.path.join(".") || file, expected: issue.message };
    const missing = issue.path.length > 0 && at(value, issue.path) === undefined;
    const code = missing ? "learning.package.missing_key" : "learning.package.wrong_value";
    problems.push({ file, line: read.lineOf(issue.path), code, values, level: "error" });
  }
  return null;
}

function at(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((holder, key) => (holder as Record<PropertyKey, unknown> | undefined)?.[key], value);
}
