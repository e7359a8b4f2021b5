import type { FieldErrors } from "#app/infra/app-error.ts";
import {
  type ChoiceAnswer,
  type ClozeGap,
  type ClozeQuestion,
  matchChoices,
  type MatchingQuestion,
  type NumericAnswer,
  type Question,
} from "#app/modules/learning/questions/questions.ts";
import { type Fields, gapPrefix } from "./fields.ts";
import { type Origin, readQuestionForm, type ReadQuestion } from "./read-form.ts";
import { writeQuestionForm } from "./write-form.ts";

/**
 * Reads the form of a translation: its texts, with the structure of the question in the course's own language (weights,
 * numbers, how many answers there are), because a response must mean the same in every language. Accepted words are the
 * translation's own, as many as it needs. Throws nothing.
 */
export function readTranslationForm(fields: Fields, own: Question, format: Question["format"]): ReadQuestion {
  const shaped = { ...structureOf(own), ...textsOnly(fields, own) };
  const read = readQuestionForm(shaped, { kind: own.kind, key: own.key, format, keepsEmpty: true });
  const { question, origins } = read;
  return { question: withStructure(question, own), errors: { ...read.errors, ...mismatches(question, own) }, origins };
}

/** The fields of a translation; an empty one where there is none yet. Throws nothing. */
export function writeTranslationForm(translation: Question | null, own: Question): Fields {
  const shape = structureOf(own);
  if (translation) return { ...shape, ...textsOnly(writeQuestionForm(translation), own) };
  const empty = Object.entries(shape).map(([name, values]) => [
    name,
    isTextField(name) ? values.map(() => "") : values,
  ]);
  return Object.fromEntries(empty);
}

/**
 * What becomes of a translation when the question in the course's own language changes: its texts stay with the rows that
 * they belong to, new rows show the own language's words until somebody translates them. Null when they no longer fit
 * together at all: a cloze text with another number of gaps.
 */
export function realign(old: Question, own: Question, origins: Record<string, Origin[]>): Question | null {
  if (old.kind !== own.kind) return null;
  const kept = <T>(list: string, before: readonly T[], now: readonly T[], merge: (was: T, is: T) => T): T[] =>
    now.map((is, index) => {
      const from = origins[list]?.[index]?.from ?? null;
      const was = from === null ? undefined : before[from];
      return was === undefined ? is : merge(was, is);
    });
  const common = { ...old, marks: own.marks, penalty: own.penalty };
  if (own.kind === "single" || own.kind === "several" || own.kind === "boolean") {
    const answers = kept("answers", (old as typeof own).answers, own.answers, mergeChoice);
    return { ...common, kind: own.kind, answers } as Question;
  }
  if (own.kind === "numeric" && old.kind === "numeric") {
    return { ...common, kind: "numeric", answers: kept("answers", old.answers, own.answers, mergeFigure) } as Question;
  }
  if (own.kind === "matching" && old.kind === "matching") {
    const pairs = kept("pairs", old.pairs, own.pairs, (was) => was);
    const extra = kept("extra", old.extra, own.extra, (was) => was);
    return sameAnswers({ ...common, kind: "matching", pairs, extra } as MatchingQuestion, own);
  }
  if (own.kind === "ordering" && old.kind === "ordering") {
    return { ...common, kind: "ordering", items: kept("items", old.items, own.items, (was) => was) } as Question;
  }
  if (own.kind === "cloze" && old.kind === "cloze") {
    if (old.gaps.length !== own.gaps.length) return null;
    const gaps = own.gaps.map((gap, index) =>
      realignGap(old.gaps[index]!, gap, (before, now, merge) => kept(`gaps.${index}`, before, now, merge)),
    );
    return { ...common, kind: "cloze", gaps } as ClozeQuestion;
  }
  if (own.kind === "essay") return { ...common, minWords: own.minWords, maxWords: own.maxWords } as Question;
  return common as Question;
}

type Keep = <T>(before: readonly T[], now: readonly T[], merge: (was: T, is: T) => T) => T[];

function realignGap(was: ClozeGap, is: ClozeGap, keep: Keep): ClozeGap {
  if (is.kind === "choice" && was.kind === "choice") {
    return { ...is, answers: keep(was.answers, is.answers, mergeChoice) };
  }
  if (is.kind === "short" && was.kind === "short") return { ...was, weight: is.weight };
  if (is.kind === "numeric" && was.kind === "numeric") {
    return { ...is, answers: keep(was.answers, is.answers, mergeFigure) };
  }
  return is;
}

function mergeChoice(was: ChoiceAnswer, is: ChoiceAnswer): ChoiceAnswer {
  return { text: was.text, fraction: is.fraction, ...(was.feedback && { feedback: was.feedback }) };
}

function mergeFigure(was: NumericAnswer, is: NumericAnswer): NumericAnswer {
  const { feedback: _left, ...numbers } = is;
  return { ...numbers, ...(was.feedback && { feedback: was.feedback }) } as NumericAnswer;
}

/** Answers that are the same one in the own language are the same one in the translation, and no others. */
function sameAnswers(question: MatchingQuestion, own: MatchingQuestion): MatchingQuestion {
  const first = new Map<string, string>();
  const taken = new Set<string>();
  const pairs = question.pairs.map(({ prompt, answer }, index) => {
    const ownAnswer = own.pairs[index]!.answer;
    const known = first.get(ownAnswer);
    if (known !== undefined) return { prompt, answer: known };
    const free = taken.has(answer) ? ownAnswer : answer;
    first.set(ownAnswer, free);
    taken.add(free);
    return { prompt, answer: free };
  });
  return { ...question, pairs };
}

/** What the form of a translation may not change, in form fields. */
function structureOf(own: Question): Fields {
  return writeQuestionForm(own);
}

/** Fields that hold words. */
export function isTextField(name: string): boolean {
  return (
    /^(title|prompt|template|notes|feedback_(general|right|partly|wrong))$/.test(name) ||
    /^(a|p|x|i|g\d{1,2})_(text|feedback|prompt|answer)$/.test(name)
  );
}

/** Of a form, what a translation says itself: words, and all of the rows where words are typed. */
function textsOnly(fields: Fields, own: Question): Fields {
  const free = own.kind === "short" ? ["a"] : [];
  if (own.kind === "cloze") {
    own.gaps.forEach(({ kind }, index) => kind === "short" && free.push(gapPrefix(index + 1)));
  }
  const isFree = (name: string) =>
    free.some((prefix) => /^[ag]\d*_(text|worth|feedback|from)$/.test(name) && name.startsWith(`${prefix}_`));
  return Object.fromEntries(Object.entries(fields).filter(([name]) => isTextField(name) || isFree(name)));
}

function withStructure(question: Question, own: Question): Question {
  const weights = { marks: own.marks, penalty: own.penalty };
  if (own.kind === "essay")
    return { ...question, ...weights, minWords: own.minWords, maxWords: own.maxWords } as Question;
  return { ...question, ...weights } as Question;
}

/** Where a translation's answers would mean something else than those of the own language. */
function mismatches(question: Question, own: Question): FieldErrors {
  const errors: FieldErrors = {};
  if (question.kind !== "matching" || own.kind !== "matching") return errors;
  const [mine, theirs] = [matchChoices(question), matchChoices(own)];
  question.pairs.forEach(({ answer }, index) => {
    const wanted = theirs.indexOf(own.pairs[index]?.answer ?? "");
    if (answer && mine.indexOf(answer) !== wanted) {
      errors[`p_answer-${index + 1}`] = { code: "authoring.question.error.same_answers" };
    }
  });
  return errors;
}
