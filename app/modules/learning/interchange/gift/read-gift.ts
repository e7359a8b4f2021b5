import { slugify } from "#app/lib/slug.ts";
import type { Problem } from "#app/lib/problem.ts";
import { namedFiles } from "#app/modules/learning/interchange/notation/named-files.ts";
import {
  gatherItems,
  type ReadItem,
  type ReadQuestions,
} from "#app/modules/learning/interchange/notation/read-questions.ts";
import type { Question } from "#app/modules/learning/questions/questions.ts";
import { checkQuestion } from "#app/modules/learning/questions/questions.schema.ts";
import { type GiftBlock, splitGift } from "./blocks.ts";
import { readMetadata } from "./metadata.ts";
import { readParts } from "./parts.ts";
import { hideEscapes } from "./pieces.ts";
import { readQuestion } from "./question.ts";
import { GiftRefusal } from "./refusal.ts";

/**
 * Reads a GIFT file into questions as Moodle's own importer reads it (docs/decisions/gift.md says where it differs). Each
 * refused question has an error with its own line and the others are still read; what is left out has a warning. `[id:…]` in
 * a comment makes the key, else the title; of two questions with the same one the second is called "<key>-2", with a
 * warning, as other programs write such files; a question without both is called q1, q2, … by its place in the file. Any
 * line ends, a byte order mark and invisible signs before a line are understood. Takes time in proportion to the text.
 * Throws nothing.
 */
export function readGift(text: string, { file }: { file: string }): ReadQuestions {
  const taken: Taken = { keys: new Map(), titles: new Map() };
  const blocks = splitGift(text.replace(/\r\n?/g, "\n"));
  return gatherItems(blocks.map((block, at) => readItem(block, { at, file, taken })));
}

/** Keys, with how often each was wished for; titles, with their first lines. */
type Taken = { keys: Map<string, number>; titles: Map<string, number> };

function readItem(block: GiftBlock, { at, file, taken }: { at: number; file: string; taken: Taken }): ReadItem {
  const problems: Problem[] = [];
  const report = (line: number, level: Problem["level"], code: string, values?: Problem["values"]) =>
    problems.push({ file, line, code, level, ...(values && { values }) });
  const text = hideEscapes(block.lines.map((line) => line.text).join("\n"));
  const line = block.lines[0]?.line ?? 1;
  const lineAt = (offset: number) => block.lines[text.slice(0, offset).split("\n").length - 1]?.line ?? line;
  const { id, ...told } = readMetadata(block.comments);
  const item: ReadItem = { line, title: null, id, question: null, problems };
  if (block.blankInside) report(block.blankInside, "warning", "learning.gift.blank_line");
  try {
    const { answers, ...parts } = readParts(text);
    const { title } = parts;
    item.title = title;
    if (!answers) {
      report(line, "warning", "learning.gift.no_answers");
      return item;
    }
    const noted = new Set<string>();
    const key = freeKey(slugify(id ?? title ?? "", `q${at + 1}`), taken.keys);
    const known = { key, title, category: block.category, line, ...told };
    const question = readQuestion({ ...parts, answers }, known, (offset, code, values) => {
      // One note of a kind is enough, and where it stands costs a look through the question.
      if (!noted.has(code)) report(lineAt(offset), "warning", code, values);
      noted.add(code);
    });
    const [fault] = checkQuestion(question);
    if (fault) {
      report(line, "error", fault.code, fault.values);
      return item;
    }
    const first = title === null || id !== null ? undefined : taken.titles.get(title);
    if (first !== undefined) report(line, "warning", "learning.gift.duplicate_title", { title: title!, first });
    else if (title !== null) taken.titles.set(title, line);
    return { ...item, question: withFiles(question) };
  } catch (error) {
    if (!(error instanceof GiftRefusal)) throw error;
    report(lineAt(error.at), "error", error.code, error.values);
    return item;
  }
}

function freeKey(wished: string, keys: Map<string, number>): string {
  let count = keys.get(wished) ?? 0;
  let key = wished;
  do {
    count += 1;
    key = count === 1 ? wished : `${wished.slice(0, 74)}-${count}`;
  } while (key !== wished && keys.has(key));
  keys.set(wished, count);
  if (key !== wished) keys.set(key, 1);
  return key;
}

function withFiles(question: Question): Question {
  const shown = namedFiles(question);
  return shown.length > 0 ? { ...question, files: shown } : question;
}
