import { createHash } from "node:crypto";
import { slugify } from "#app/lib/slug.ts";
import type { Problem } from "#app/lib/problem.ts";
import { freeSlug } from "#app/modules/learning/courses/slugs.ts";
import { translationIn } from "#app/modules/learning/questions/question-translations.ts";
import type { Question } from "#app/modules/learning/questions/questions.ts";
import type { QuestionFormat } from "./read-question-file.ts";
import { isSameContent, withUnsaid, wordsKey } from "./same-question.ts";
import { asPlaced, type Inline } from "./as-placed.ts";
import type { PresentQuestion } from "./write-questions.server.ts";

/** A question of a file, and the quiz or category that it goes to. */
export type Wanted = { question: Question; id: string | null; line: number; home: string };
export type Match = {
  /** The question that it is, with the key of it; null for a new one, with a key that is free. */
  before: PresentQuestion | null;
  key: string;
  notes: Pick<Problem, "code" | "values" | "level">[];
};
type Choice = {
  language: string;
  ownLanguage: string;
  format: QuestionFormat | null;
  updatesSameTitle: boolean;
  inline?: Inline;
};

/**
 * Which questions of a file are there already: the one that bears the id which the file gives, else the one that says the
 * same; of the same title only when `updatesSameTitle`, and when one alone has it. A place in the file decides nothing, and
 * no question is taken for two. What was removed comes back when it says the same. Throws nothing.
 */
export function matchQuestions(
  wanted: readonly Wanted[],
  present: readonly PresentQuestion[],
  choice: Choice,
): Match[] {
  const matches = wanted.map((): Match => ({ before: null, key: "", notes: [] }));
  const taken = new Set<PresentQuestion>();
  const open = () => wanted.map((one, at) => ({ one, match: matches[at]! })).filter(({ match }) => !match.before);
  const take = (match: Match, found: PresentQuestion | undefined) => {
    if (!found || taken.has(found)) return;
    taken.add(found);
    Object.assign(match, { before: found, key: found.key });
  };
  const layerOf = ({ translations }: PresentQuestion): Question =>
    translationIn(translations, choice.language, choice.ownLanguage).question;
  const placed = new Map(present.map((one) => [one, asPlaced(layerOf(one))]));
  const placedWanted = new Map(wanted.map((one) => [one, asPlaced(one.question, choice.inline)]));
  const live = present.filter(({ isRemoved }) => !isRemoved);

  const byKey = new Map(present.map((one) => [`${one.home}\n${one.key}`, one]));
  const ids = new Map<string, number>();
  for (const { one, match } of open()) {
    if (one.id === null) continue;
    const place = `${one.home}\n${keyOfId(one.id)}`;
    const first = ids.get(place);
    if (first === undefined) take(match, byKey.get(place));
    else match.notes.push(note("courses.questions.id_twice", { id: one.id, first }));
    ids.set(place, first ?? one.line);
  }
  const takeEqual = (among: readonly PresentQuestion[], isEqual: (read: Question, layer: Question) => boolean) => {
    const byWords = groups(among, (one) => `${one.home}\n${wordsKey(placed.get(one)!)}`);
    for (const { one, match } of open()) {
      const question = placedWanted.get(one)!;
      const candidates = byWords.get(`${one.home}\n${wordsKey(question)}`) ?? [];
      const isIt = (found: PresentQuestion) => !taken.has(found) && isEqual(question, placed.get(found)!);
      take(match, candidates.find(isIt));
    }
  };
  const isEqual = (read: Question, layer: Question) => isSameContent(withUnsaid(read, layer, choice.format), layer);
  takeEqual(live, isEqual);
  takeEqual(live, (read, layer) => layer.title === null && isEqual({ ...read, title: null }, layer));

  const byTitle = groups(live, (one) => `${one.home}\n${layerOf(one).title}`);
  for (const { one, match } of open()) {
    if (one.question.title === null) continue;
    const named = byTitle.get(`${one.home}\n${one.question.title}`) ?? [];
    const free = named.filter((found) => !taken.has(found));
    if (choice.updatesSameTitle && free.length === 1) take(match, free[0]);
    else if (named.length > 0) {
      const isUnclear = choice.updatesSameTitle && free.length > 1;
      match.notes.push(note(isUnclear ? "courses.questions.title_many" : "courses.questions.title_taken"));
    }
  }
  takeEqual(
    present.filter(({ isRemoved }) => isRemoved),
    isEqual,
  );

  const keys = new Set(byKey.keys());
  for (const { one, match } of open()) {
    const wished = one.id === null ? slugify(one.question.title ?? "", ownKey(one.question)) : keyOfId(one.id);
    match.key = freeSlug(wished, (key) => keys.has(`${one.home}\n${key}`));
    keys.add(`${one.home}\n${match.key}`);
  }
  return matches;
}

function note(code: string, values?: Problem["values"]): Match["notes"][number] {
  return { code, level: "warning", ...(values && { values }) };
}

function groups<T>(all: readonly T[], nameOf: (one: T) => string): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const one of all) {
    const name = nameOf(one);
    const group = found.get(name);
    if (group) group.push(one);
    else found.set(name, [one]);
  }
  return found;
}

/** An id as a key; what makes another id of it (signs, accents, its end) is told apart by a few digits. */
function keyOfId(id: string): string {
  const slug = slugify(id, "");
  const isWhole = slug === id.toLowerCase().replace(/\s+/g, "-");
  return isWhole ? slug : [slug.slice(0, 70).replace(/[-\p{Surrogate}]+$/u, ""), digest(id)].filter(Boolean).join("-");
}

/** A name for what has none, in which no place in a file has a part. */
function ownKey(question: Question): string {
  return `q-${digest(wordsKey(question))}`;
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 8);
}
