import { isAlias, isScalar, isSeq, LineCounter, parseDocument, Parser, visit, type Node, type Pair } from "yaml";
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

/** Deepest nesting; a question of ours needs 6. The library composes, visits and converts on the call stack. */
const maxDepth = 40;
/** Most problems of one file that are told: who has made more sees them at the next attempt. */
const maxProblems = 100;

class TooDeep extends Error {}

/** The library's first step keeps its place in a list, not on the call stack. */
class BoundedParser extends Parser {
  override *next(source: string) {
    yield* super.next(source);
    if (this.stack.length > maxDepth) throw new TooDeep();
  }
}

/** The line on which a text becomes deeper than may be, or null. */
function tooDeepAt(text: string): number | null {
  let line = 0;
  const parser = new BoundedParser(() => (line += 1));
  try {
    for (const _ of parser.parse(text)) continue;
    return null;
  } catch (error) {
    if (error instanceof TooDeep) return line;
    throw error;
  }
}

/**
 * Reads YAML whose first line is `firstLine` of the file. Scalars stay the strings that were written (YAML's failsafe
 * schema), so that version 1.10, activity 1.1 and language "no" are what the author sees; numbers are read by the
 * schema that needs them. Aliases are refused (a few lines could unfold to gigabytes), and so is what is nested more than
 * 40 deep. Null, with problems that name file and line (at most 100), when it cannot be read. Takes time in proportion to
 * the text. Throws nothing.
 */
export function readYaml(
  text: string,
  file: string,
  firstLine: number,
  problems: Problem[],
  /** "core" for texts that a program wrote: there a number is a number. */
  schema: "failsafe" | "core" = "failsafe",
): ReadYaml | null {
  const lineTooDeep = tooDeepAt(text);
  if (lineTooDeep !== null) {
    const values = { reason: "TOO_DEEP" };
    problems.push({ file, line: firstLine + lineTooDeep - 1, code: "learning.package.yaml", values, level: "error" });
    return null;
  }
  const counter = new LineCounter();
  const document = parseDocument(text, {
    schema,
    lineCounter: counter,
    prettyErrors: true,
    logLevel: "error",
    // The library compares each key with all before it.
    uniqueKeys: false,
  });
  const lineAt = (offset: number) => firstLine + counter.linePos(offset).line - 1;
  let told = 0;
  const add = (line: number, reason: string, level: Problem["level"]) => {
    told += 1;
    if (told <= maxProblems) problems.push({ file, line, code: "learning.package.yaml", values: { reason }, level });
  };

  for (const error of document.errors) add(lineAt(error.pos[0]), error.code, "error");
  for (const warning of document.warnings) add(lineAt(warning.pos[0]), warning.code, "warning");
  let refused = document.errors.length > 0;
  const refuse = (node: Node, reason: string) => {
    refused = true;
    add(lineAt(node.range?.[0] ?? 0), reason, "error");
  };
  visit(document, {
    // Escapes ("\0", "\ud800") write what no text holds and the database cannot keep.
    Scalar: (_key, node) => {
      if (typeof node.value === "string" && /\0|\p{Cs}/u.test(node.value)) refuse(node, "CHARACTER");
    },
    Alias: (_key, node) => refuse(node, "ALIAS"),
    Map: (_key, { items }) => {
      const keys = new Set<unknown>();
      for (const { key } of items) {
        if (isScalar(key) && keys.size === keys.add(key.value).size) refuse(key, "DUPLICATE_KEY");
      }
    },
  });
  if (refused) return null;

  const lineOf = (path: Path): number => {
    for (let length = path.length; length > 0; length -= 1) {
      const parent = document.getIn(path.slice(0, length - 1), true) as { items?: Pair<Node>[] } | undefined;
      const last = path[length - 1];
      const node = isSeq<Node>(parent)
        ? parent.items[Number(last)]
        : parent?.items?.find(({ key }) => String(key) === String(last))?.key;
      if (node && !isAlias(node) && node.range) return lineAt(node.range[0]);
    }
    return firstLine;
  };
  return { value: document.toJS(), lineOf };
}

/**
 * Checks what was read against a strict schema. Keys that the schema does not know are warnings and are left out, every
 * other difference is an error with the field, its line and what is expected there; 100 of each are told. Null after an
 * error.
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
  const unknown = issues.flatMap((issue) => issue.keys.map((key) => ({ path: [...issue.path, key], key })));
  for (const { path, key } of unknown) delete (at(value, path.slice(0, -1)) as Record<string, unknown>)[key];
  for (const { path } of unknown.slice(0, maxProblems)) {
    const values = { field: path.join(".") };
    problems.push({ file, line: read.lineOf(path), code: "learning.package.unknown_key", values, level: "warning" });
  }
  const second = schema.safeParse(value);
  if (second.success) return second.data;
  for (const issue of second.error.issues.slice(0, maxProblems)) {
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
