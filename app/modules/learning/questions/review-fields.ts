import { gapAnswer, gapFraction, pairVerdicts, fieldVerdicts, verdictOf } from "./grading.ts";
import { fullAnswers } from "./full-answers.ts";
import { type ClozeQuestion, matchChoices, type MatchingQuestion, type OrderingQuestion } from "./questions.ts";
import { gapChoice, matchedChoice, type FieldsQuestion, orderedItems, type Response } from "./responses.ts";

/** One pair, place or gap of an answer: what stands there, whether it is right, what would have been. */
export type ReviewedField = {
  /** Of a pair: its prompt, as written in the question. */
  prompt: string | null;
  /** As written in the question, or as typed; null where there is nothing. */
  given: string | null;
  isTyped: boolean;
  verdict: "right" | "partly" | "wrong" | null;
  /** What would have been right; null when it is right already, or nothing can be named. */
  right: string | null;
  feedback: string | null;
};

/** The places of an answer with their verdicts, whatever of them a page may show. `response` is a kept one. */
export function reviewFields(question: FieldsQuestion, response: Response): ReviewedField[] {
  switch (question.kind) {
    case "matching":
      return reviewPairs(question, response);
    case "ordering":
      return reviewOrder(question, response);
    case "cloze":
      return reviewGaps(question, response);
  }
}

const empty = { prompt: null, isTyped: false, feedback: null };

function reviewPairs(question: MatchingQuestion, response: Response): ReviewedField[] {
  const choices = matchChoices(question);
  return pairVerdicts(question, response).map((isRight, at) => {
    const chosen = matchedChoice(question, response, at);
    const { prompt, answer } = question.pairs[at]!;
    return {
      ...empty,
      prompt,
      given: chosen === null ? null : (choices[chosen] ?? null),
      verdict: isRight ? "right" : "wrong",
      right: isRight ? null : answer,
    };
  });
}

function reviewOrder(question: OrderingQuestion, response: Response): ReviewedField[] {
  const placed = orderedItems(question, response);
  return fieldVerdicts(question, response).map((isRight, at) => {
    const item = placed[at] ?? null;
    return {
      ...empty,
      given: item === null ? null : (question.items[item] ?? null),
      verdict: isRight ? "right" : "wrong",
      // The right order is shown as a whole: one item may be right after the one before it and still stand too late.
      right: null,
    };
  });
}

function reviewGaps(question: ClozeQuestion, response: Response): ReviewedField[] {
  return question.gaps.map((gap, at) => {
    const value = response[at] ?? "";
    const fraction = gapFraction(gap, value);
    const isRight = fraction === 1;
    const isChosen = gap.kind === "choice";
    const chosen = isChosen ? gap.answers[gapChoice(gap, value) ?? -1]?.text : value;
    return {
      ...empty,
      given: chosen || null,
      isTyped: !isChosen,
      verdict: verdictOf(fraction ?? 0),
      right: isRight ? null : (fullAnswers(gap)[0] ?? null),
      feedback: (value && gapAnswer(gap, value)?.feedback) || null,
    };
  });
}
