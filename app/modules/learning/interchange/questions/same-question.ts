import { comparableJson } from "#app/lib/canonical-json.ts";
import type { Question } from "#app/modules/learning/questions/questions.ts";
import type { QuestionFormat } from "./read-question-file.ts";

/** Weights are written in per cent with few digits. */
const tolerance = 2e-6;

/** What makes a question what it is: neither its name and place nor the lists that are made of it. */
function contentOf(question: Question): Record<string, unknown> {
  const { key: _key, line: _line, category: _category, tags: _tags, files: _files, ...content } = question;
  return content;
}

/**
 * Whether two questions say the same: their texts but for white space around them, their numbers exactly, their weights as
 * far as files write them. Throws nothing.
 */
export function isSameContent(one: Question, other: Question): boolean {
  return isAlike(contentOf(one), contentOf(other), "");
}

function isAlike(one: unknown, other: unknown, name: string): boolean {
  if (isNothing(one) || isNothing(other)) return isNothing(one) && isNothing(other);
  if (typeof one === "string" && typeof other === "string") return tidy(one) === tidy(other);
  if (typeof one === "number" && typeof other === "number")
    return name === "fraction" ? Math.abs(one - other) < tolerance : one === other;
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((value, at) => isAlike(value, other[at], name));
  if (typeof one !== "object" || typeof other !== "object" || Array.isArray(one) || Array.isArray(other))
    return one === other;
  const [left, right] = [one as Record<string, unknown>, other as Record<string, unknown>];
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].every((key) =>
    isAlike(left[key], right[key], key),
  );
}

/** A feedback that says nothing is none. */
function isNothing(value: unknown): boolean {
  if (value === undefined || value === null || value === "") return true;
  return typeof value === "object" && !Array.isArray(value) && Object.values(value).every(isNothing);
}

function tidy(text: string): string {
  return text.replace(/\r\n?/g, "\n").trim();
}

/** Equal for all questions that could be the same: their kind and their words. */
export function wordsKey(question: Question): string {
  const { marks: _marks, penalty: _penalty, title: _title, feedback: _feedback, ...rest } = contentOf(question);
  const { template: _template, minWords: _min, maxWords: _max, notes: _notes, ...said } = rest;
  return comparableJson(
    JSON.parse(JSON.stringify(said), (name, value: unknown) => {
      if (name === "fraction" || name === "weight") return undefined;
      return typeof value === "string" ? tidy(value) : value;
    }),
  );
}

/**
 * The question of a file with what its format has no words for as it is in the bank, so that reading it takes nothing away:
 * in GIFT the marks (unless they are written), the feedback that depends on the answer, an essay's limits; everywhere a
 * title and our own penalty that are not named. Throws nothing.
 */
export function withUnsaid(read: Question, present: Question, format: QuestionFormat | null): Question {
  const isUntitled = read.title === null || (present.title === null && read.title === present.key);
  const named = {
    ...read,
    title: isUntitled ? present.title : read.title,
    ...(read.penalty === undefined && present.penalty !== undefined && { penalty: present.penalty }),
  } as Question;
  if (format !== "gift") return named;
  const { right, partly, wrong } = present.feedback ?? {};
  const feedback = { ...(right && { right }), ...(partly && { partly }), ...(wrong && { wrong }), ...read.feedback };
  return {
    ...(named.kind === "essay" && present.kind === "essay" && limitsOf(present)),
    ...named,
    ...(read.marks === 1 && { marks: present.marks }),
    ...(Object.keys(feedback).length > 0 && { feedback }),
  } as Question;
}

function limitsOf({ template, minWords, maxWords, notes }: Extract<Question, { kind: "essay" }>): object {
  return {
    ...(template !== undefined && { template }),
    ...(minWords !== undefined && { minWords }),
    ...(maxWords !== undefined && { maxWords }),
    ...(notes !== undefined && { notes }),
  };
}
