import { parse, type Expectation, type SyntaxError as GiftSyntaxError } from "gift-pegjs";

import { slugify } from "#app/lib/slug.ts";
import { stripUnsafeCharacters } from "#app/lib/text.ts";
import type { Problem } from "#app/lib/problem.ts";

import { namedFiles } from "#app/modules/learning/interchange/notation/named-files.ts";
import {
  gatherItems,
  type ReadItem,
  type ReadQuestions,
} from "#app/modules/learning/interchange/notation/read-questions.ts";
import type { Question } from "#app/modules/learning/questions/questions.ts";
import { checkQuestion } from "#app/modules/learning/questions/questions.schema.ts";
import { bracesIn, splitGift, type GiftBlock } from "./blocks.ts";
import { escapeColons } from "./colons.ts";
import { convertQuestion, type Refusal } from "./convert.ts";
import { readMetadata } from "./metadata.ts";
import { readOrderingBlock } from "./ordering.ts";

type Found = Refusal & { line: number };

/** Braces tell most mistakes apart better than a grammar does, and at the right line. */
function checkBraces(block: GiftBlock): Found | null {
  const first = block.lines[0]?.line ?? 1;
  if (block.unclosed) return { line: block.unclosed, code: "learning.gift.unclosed" };
  const braces = block.lines.flatMap(({ text, line }) => bracesIn(text).map(({ brace }) => ({ brace, line })));
  if (braces.length === 0) return { line: first, code: "learning.gift.no_answers" };
  const odd = braces.findIndex(({ brace }, at) => brace !== (at % 2 === 0 ? "{" : "}"));
  if (odd >= 0)
    return {
      line: braces[odd]?.line ?? first,
      code: "learning.gift.brace",
      values: { brace: braces[odd]?.brace ?? "" },
    };
  if (braces.length > 2) return { line: braces[2]?.line ?? first, code: "learning.gift.second_answers" };
  return null;
}

function describe(expected: Expectation[]): string {
  const words = expected.map((one) =>
    one.type === "literal" ? one.text : one.type === "other" ? one.description : "",
  );
  return [...new Set(words.map((word) => word.replace(/\s+/g, " ").trim()).filter(Boolean))].join(" ");
}

/** Stands for the escape `\\n`, of which gift-pegjs leaves a semicolon. */
const lineEnd = "\uE00A";
/** Stands for an arrow among answers to choose from, which gift-pegjs would take for the beginning of a matching. */
const arrow = "\uE00B";

function hideSigns(block: GiftBlock): GiftBlock {
  const hasChoices = block.lines.some(({ text }) => /(?<!\\)(?:\\\\)*~/.test(text));
  const hide = (text: string) => {
    const marked = text
      .replace(/[\uE00A\uE00B]/g, "")
      .replace(/\\[\s\S]/g, (found) => (found === "\\n" ? lineEnd : found));
    return hasChoices ? marked.replaceAll("->", arrow) : marked;
  };
  return { ...block, lines: block.lines.map(({ text, line }) => ({ text: hide(text), line })) };
}

function showSigns<T>(read: T): T {
  return JSON.parse(JSON.stringify(read).replaceAll(lineEnd, "\\n").replaceAll(arrow, "->")) as T;
}

type Naming = (name: { id: string | null; title: string | null }) => string;

function readBlock(written: GiftBlock, key: Naming): { question: Question; found: Found[] } | Found {
  const first = written.lines[0]?.line ?? 1;
  const braces = checkBraces(written);
  if (braces) return braces;
  const block = hideSigns(written);
  const ordering = readOrderingBlock(block);
  if (ordering && "line" in ordering) return { line: ordering.line, code: "learning.gift.ordering_unclear" };
  const text = escapeColons(ordering ? ordering.rest : block.lines.map((line) => line.text).join("\n"));
  try {
    const [parsed, more] = parse(text);
    if (!parsed || more) return { line: first, code: "learning.gift.second_answers" };
    const read = showSigns(parsed);
    const { id, ...said } = readMetadata(block.comments);
    const title = stripUnsafeCharacters(read.title ?? "") || null;
    const known = { key: key({ id, title }), title, category: block.category, line: first, ...said };
    const converted = convertQuestion(read, known);
    if ("refusal" in converted) return { line: first, ...converted.refusal };
    const warnings = converted.warnings.map((warning) => ({ line: first, ...warning }));
    const { question } = converted;
    return finish(
      ordering ? ({ ...question, kind: "ordering", items: ordering.items } as Question) : question,
      warnings,
    );
  } catch (error) {
    if ((error as Error).name !== "SyntaxError") throw error;
    const { location, expected, found } = error as GiftSyntaxError;
    const { line } = location.start;
    // At the end of the block the parser stands behind its last line.
    const at = block.lines[Math.min(line, block.lines.length) - 1]?.line ?? first;
    const values = { found: showSigns(found ?? "").replaceAll("\n", "\\n"), expected: describe(expected ?? []) };
    return { line: at, code: "learning.gift.syntax", values };
  }
}

/** By the rules of the editor, too: what is read can be asked. */
function finish(question: Question, found: Found[]): { question: Question; found: Found[] } | Found {
  const [fault] = checkQuestion(question);
  if (fault) return { line: question.line, code: fault.code, values: fault.values };
  const shown = namedFiles(question);
  return { question: shown.length > 0 ? { ...question, files: shown } : question, found };
}

/**
 * Reads a GIFT file (Moodle's question format) into questions. Each broken or unsupported question gives an error with
 * its own line and the others are still read; nothing is dropped in silence. `[id:…]` in a comment makes the key, else the
 * title; of two questions with the same one the second is called "<key>-2", with a warning, as other programs write such
 * files; a question without both is called q1, q2, … by its place in the file. A byte order mark, any line ends, comments with `[tag:…]`, escapes and `$CATEGORY` are understood. Throws nothing.
 */
export function readGift(text: string, { file }: { file: string }): ReadQuestions {
  const keys = new Set<string>();
  const lines = new Map<string, number>();
  const items = splitGift(text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n")).map((block, at): ReadItem => {
    const problems: Problem[] = [];
    const report = ({ line, code, values }: Found, level: Problem["level"]) =>
      problems.push({ file, line, code, level, ...(values ? { values } : {}) });
    if (block.blankInside) report({ line: block.blankInside, code: "learning.gift.blank_line" }, "warning");
    const line = block.lines[0]?.line ?? 1;
    const { id } = readMetadata(block.comments);
    const read = readBlock(block, ({ id, title }) => slugify(id ?? title ?? "", `q${at + 1}`));
    if ("code" in read) {
      report(read, "error");
      return { line, title: null, id, question: null, problems };
    }
    const { question, found } = read;
    found.forEach((warning) => report(warning, "warning"));
    const { title } = question;
    let key = question.key;
    for (let count = 2; keys.has(key); count += 1) key = `${question.key.slice(0, 74)}-${count}`;
    keys.add(key);
    const first = title === null ? undefined : lines.get(title);
    if (title !== null && first !== undefined && id === null) {
      report({ line, code: "learning.gift.duplicate_title", values: { title, first } }, "warning");
    } else if (title !== null) lines.set(title, line);
    return { line, title: question.title, id, question: { ...question, key }, problems };
  });
  return gatherItems(items);
}
