import { parse, type Expectation, type SyntaxError as GiftSyntaxError } from "gift-pegjs";

import { slugify } from "#app/lib/slug.ts";
import { stripUnsafeCharacters } from "#app/lib/text.ts";
import type { Problem } from "#app/lib/problem.ts";

import type { Question } from "../questions.ts";
import { bracesIn, splitGift, type GiftBlock } from "./blocks.ts";
import { escapeColons } from "./colons.ts";
import { convertQuestion, type Refusal } from "./convert.ts";

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

function readBlock(
  block: GiftBlock,
  key: (title: string | null) => string,
): { question: Question; found: Found[] } | Found {
  const first = block.lines[0]?.line ?? 1;
  const braces = checkBraces(block);
  if (braces) return braces;
  const text = escapeColons(block.lines.map((line) => line.text).join("\n"));
  try {
    const [read, more] = parse(text);
    if (!read || more) return { line: first, code: "learning.gift.second_answers" };
    const title = stripUnsafeCharacters(read.title ?? "") || null;
    const converted = convertQuestion(read, { key: key(title), title, category: block.category, line: first });
    if ("refusal" in converted) return { line: first, ...converted.refusal };
    return { question: converted.question, found: converted.warnings.map((warning) => ({ line: first, ...warning })) };
  } catch (error) {
    if ((error as Error).name !== "SyntaxError") throw error;
    const { location, expected, found } = error as GiftSyntaxError;
    const { line } = location.start;
    // At the end of the block the parser stands behind its last line.
    const at = block.lines[Math.min(line, block.lines.length) - 1]?.line ?? first;
    return {
      line: at,
      code: "learning.gift.syntax",
      values: { found: found ?? "", expected: describe(expected ?? []) },
    };
  }
}

/**
 * Reads a GIFT file (Moodle's question format) into questions. Each broken or unsupported question gives an error with
 * its own line and the others are still read; nothing is dropped in silence. Titles make the keys, so two questions with
 * the same title are an error; a question without one is called q1, q2, … by its place in the file. A byte order mark,
 * any line ends, comments, escapes and `$CATEGORY` are understood. Throws nothing.
 */
export function readGift(text: string, { file }: { file: string }): { questions: Question[]; problems: Problem[] } {
  const questions: Question[] = [];
  const problems: Problem[] = [];
  const lines = new Map<string, number>();
  const report = ({ line, code, values }: Found, level: Problem["level"]) =>
    problems.push({ file, line, code, level, ...(values ? { values } : {}) });

  splitGift(text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n")).forEach((block, at) => {
    if (block.blankInside) report({ line: block.blankInside, code: "learning.gift.blank_line" }, "warning");
    const read = readBlock(block, (title) => slugify(title ?? "", `q${at + 1}`));
    if ("code" in read) return report(read, "error");
    const { question, found } = read;
    found.forEach((warning) => report(warning, "warning"));
    const other = lines.get(question.key);
    if (other !== undefined) {
      const values = { title: question.title ?? question.key, first: other };
      return report({ line: question.line, code: "learning.gift.duplicate_title", values }, "error");
    }
    lines.set(question.key, question.line);
    questions.push(question);
  });
  return { questions, problems };
}
