import { findNumber, findText } from "./accepted-answers.ts";
import {
  type ClozeGap,
  type ClozeQuestion,
  hasAnswers,
  isChoice,
  matchChoices,
  type MatchingQuestion,
  type NumericAnswer,
  type OrderingQuestion,
  type Question,
  type ShortAnswer,
} from "./questions.ts";
import { chosenIndexes, fitResponse, gapChoice, matchedChoice, orderedItems, type Response } from "./responses.ts";

export type Verdict = "right" | "partly" | "wrong" | "unanswered" | "unmarked";

export interface Grade {
  /** The part of the marks that was earned, from 0 to 1; null while somebody has to mark the answer ("unmarked"). */
  fraction: number | null;
  right: Verdict;
  /** fraction × the marks, or what a wrong answer costs (below 0 then); null while somebody has to mark the answer. */
  marks: number | null;
}

export interface AttemptGrade {
  /** Never below 0, whatever wrong answers cost. Null, as `percent`, while an answer waits for its marks. */
  marks: number | null;
  maxMarks: number;
  /** From 0 to 100 with at most two decimals. */
  percent: number | null;
  needsMarking: boolean;
}

type GradeOptions = {
  /** The marks of a full answer here (`attempt_answers.max_marks`); the question's own unless told otherwise. */
  maxMarks?: number;
  /** The quiz's penalty, a part of the marks from 0 to 1; the question's own comes before it. */
  penalty?: number;
};

/** Weights are decimal fractions; what misses a whole or nothing by less than this does so by rounding. */
const epsilon = 1e-9;

/**
 * Grades one response. "single" and "boolean": exactly one known answer, its fraction. "several": the fractions of the
 * different chosen answers are added, so that a wrong choice with a negative weight takes away what right ones earned,
 * never more. "short" and "numeric": the fraction of the first answer that fits, in the order of the file (Moodle's
 * rule). "matching": right pairs by all pairs; equal answer texts are the same answer. "ordering": items that stand right
 * after the one that they must follow (the first one: at the beginning) by all items, which is Moodle's "relative to the
 * next item (including last)" read from the other end. "cloze": the mean of the gaps by their weights, each graded as
 * its kind and kept between 0 and 1; an empty gap earns nothing. "essay": never by a machine, it is "unmarked".
 *
 * The fraction is kept between 0 and 1. Only an answer that earns nothing at all ("wrong") costs the penalty. Nothing
 * known or nothing typed is "unanswered": no marks, no penalty. Never throws, whatever comes.
 */
export function gradeAnswer(question: Question, response: Response | undefined, options: GradeOptions = {}): Grade {
  const { maxMarks = question.marks, penalty = 0 } = options;
  const fitted = fitResponse(question, response ?? []);
  if (fitted.length === 0) return { fraction: 0, right: "unanswered", marks: 0 };
  const earned = earnedFraction(question, fitted);
  if (earned === null) return { fraction: null, right: "unmarked", marks: null };
  const fraction = whole(earned);
  if (fraction === 0) return { fraction, right: "wrong", marks: costOf(question.penalty ?? penalty, maxMarks) };
  return { fraction, right: verdictOf(fraction), marks: fraction * maxMarks };
}

/** The verdict in words on the part of the marks that an answer earned. Throws nothing. */
export function verdictOf(fraction: number): "right" | "partly" | "wrong" {
  return fraction >= 1 - epsilon ? "right" : fraction <= epsilon ? "wrong" : "partly";
}

/**
 * Adds up an attempt from its answers: the marks of each (a trainer's own where there are some, else those of
 * `gradeAnswer`; null where somebody still has to mark) and the most that it can earn there. While anything waits for its
 * marks there is no sum and no percentage. The percentage is rounded down to two decimals, so that 79.996 never passes
 * where 80 is asked, and only all the marks make 100. No answers, or none that earns anything: 0 of 0, 0 %. Never throws.
 */
export function gradeAttempt(answers: readonly { maxMarks: number; marks: number | null }[]): AttemptGrade {
  const maxMarks = answers.reduce((sum, answer) => sum + answer.maxMarks, 0);
  if (answers.some((answer) => answer.marks === null)) {
    return { marks: null, maxMarks, percent: null, needsMarking: true };
  }
  const marks = Math.max(
    0,
    answers.reduce((sum, answer) => sum + (answer.marks ?? 0), 0),
  );
  // 1e-6 of a hundredth gives back what binary fractions lose in 0.57 × 100.
  const percent = maxMarks > 0 ? Math.floor((marks / maxMarks) * 10_000 + 1e-6) / 100 : 0;
  return { marks, maxMarks, percent: Math.min(100, percent), needsMarking: false };
}

/** The first answer of a "short" or "numeric" question that fits the typed text: the one whose feedback is shown. */
export function matchingAnswer(question: Question, typed: string): ShortAnswer | NumericAnswer | null {
  if (!hasAnswers(question) || isChoice(question)) return null;
  return question.kind === "short" ? findText(question.answers, typed) : findNumber(question.answers, typed);
}

/** What one gap earned, from 0 to 1; null when it is empty. */
export function gapFraction(gap: ClozeGap, value: string | undefined): number | null {
  if (!value?.trim()) return null;
  const answer = gapAnswer(gap, value);
  return answer === null && gap.kind === "choice" ? null : whole(answer?.fraction ?? 0);
}

/** The answer of a gap that was chosen, or the first that fits what was typed. */
export function gapAnswer(gap: ClozeGap, value: string): ClozeGap["answers"][number] | null {
  if (gap.kind === "short") return findText(gap.answers, value);
  if (gap.kind === "numeric") return findNumber(gap.answers, value);
  const index = gapChoice(gap, value);
  return index === null ? null : (gap.answers[index] ?? null);
}

/** For each pair whether it is right; null where nothing was chosen. */
export function pairVerdicts(question: MatchingQuestion, response: Response): (boolean | null)[] {
  const choices = matchChoices(question);
  return question.pairs.map(({ answer }, pair) => {
    const chosen = matchedChoice(question, response, pair);
    return chosen === null ? null : choices[chosen] === answer;
  });
}

/** For each place of an ordering whether its item stands right after the one it must follow; null where there is none. */
export function fieldVerdicts(question: OrderingQuestion, response: Response): (boolean | null)[] {
  const placed = orderedItems(question, response);
  return placed.map((item, position) => {
    if (item === null) return null;
    return item === 0 ? position === 0 : position > 0 && placed[position - 1] === item - 1;
  });
}

/** Null for an essay. */
function earnedFraction(question: Question, response: Response): number | null {
  switch (question.kind) {
    case "essay":
      return null;
    case "matching":
      return shareOf(pairVerdicts(question, response));
    case "ordering":
      return shareOf(fieldVerdicts(question, response));
    case "cloze":
      return clozeFraction(question, response);
    case "short":
    case "numeric":
      return matchingAnswer(question, response[0] ?? "")?.fraction ?? 0;
    default: {
      const chosen = chosenIndexes(question, response);
      if (question.kind !== "several" && chosen.length > 1) return 0;
      return chosen.reduce((sum, index) => sum + (question.answers[index]?.fraction ?? 0), 0);
    }
  }
}

function clozeFraction({ gaps }: ClozeQuestion, response: Response): number {
  const total = gaps.reduce((sum, { weight }) => sum + weight, 0);
  const earned = gaps.reduce((sum, gap, at) => sum + gap.weight * (gapFraction(gap, response[at]) ?? 0), 0);
  return total > 0 ? earned / total : 0;
}

function shareOf(verdicts: (boolean | null)[]): number {
  return verdicts.length > 0 ? verdicts.filter(Boolean).length / verdicts.length : 0;
}

function whole(fraction: number): number {
  return fraction > 1 - epsilon ? 1 : fraction < epsilon ? 0 : fraction;
}

/** 0 and never -0, which JSON and people write the same but tests do not. */
function costOf(penalty: number, maxMarks: number): number {
  return penalty > 0 ? -penalty * maxMarks : 0;
}
