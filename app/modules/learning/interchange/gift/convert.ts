import type {
  GIFTQuestion,
  Match,
  NumericalChoice,
  NumericalFormat,
  TextChoice,
  TextFormat as GiftText,
} from "gift-pegjs";

import { fractionOf as partOf } from "#app/modules/learning/interchange/notation/fractions.ts";
import { inFormat } from "../notation/text-formats.ts";
import type { ChoiceAnswer, NumericAnswer, Question, TextFormat } from "#app/modules/learning/questions/questions.ts";

type Choice = Pick<TextChoice, "isCorrect" | "weight">;
export type Refusal = { code: string; values?: Record<string, string | number> };
/** What a question adds to its kind and answers is known before it is read: key, line, category. */
export type Converted = { question: Question; warnings: Refusal[] } | { refusal: Refusal };
export type Known = Pick<Question, "key" | "title" | "category" | "line" | "marks" | "tags" | "penalty">;

const formatOf = (text: GiftText): TextFormat => (text.format === "moodle" ? "plain" : text.format);
const feedbackOf = (feedback: GiftText | null | undefined) => (feedback?.text ? { feedback: feedback.text } : {});

/** Moodle's rule: "=" earns everything and "~" nothing, unless a weight says otherwise. */
const fractionOf = ({ isCorrect, weight }: Choice) => (weight === null ? (isCorrect ? 1 : 0) : partOf(weight));

function textAnswers(choices: TextChoice[]): ChoiceAnswer[] {
  return choices.map((choice) => ({
    text: choice.text.text,
    fraction: fractionOf(choice),
    ...feedbackOf(choice.feedback),
  }));
}

/** Weights are written in per cent with few digits: three thirds of 33.333 are made a whole, up to one point off. */
function scaleWeights(answers: ChoiceAnswer[], sum: number): ChoiceAnswer[] {
  if (Math.abs(sum - 1) < 1e-9) return answers;
  return answers.map((answer) => (answer.fraction > 0 ? { ...answer, fraction: answer.fraction / sum } : answer));
}

function numericAnswer(number: NumericalFormat | GiftText): NumericAnswer {
  if (!("type" in number)) return { min: null, max: null, fraction: 0 };
  if (number.type === "high-low") return { min: number.numberLow ?? 0, max: number.numberHigh ?? 0, fraction: 1 };
  return { value: number.number ?? 0, tolerance: Math.abs(number.range ?? 0), fraction: 1 };
}

function numericAnswers(choices: NumericalChoice[] | NumericalFormat): NumericAnswer[] {
  if (!Array.isArray(choices)) return [numericAnswer(choices)];
  return choices.map((choice) => ({
    ...numericAnswer(choice.text),
    fraction: fractionOf(choice),
    ...feedbackOf(choice.feedback),
  }));
}

/** What stands right of an arrow is plain words in any question, and gift-pegjs leaves its escapes in it. */
function pairsOf(matches: Match[], format: TextFormat) {
  const escapes: Record<string, string> = { 92: "\\", 58: ":", 35: "#", 61: "=", 123: "{", 125: "}", 126: "~" };
  const all = matches.map(({ subquestion, subanswer }) => {
    const words = subanswer.replace(/&&0?(\d{2,3});/g, (found, sign: string) => escapes[sign] ?? found);
    return { prompt: subquestion.text, answer: inFormat(words, "plain", format) };
  });
  return {
    pairs: all.filter(({ prompt }) => prompt !== ""),
    extra: all.filter(({ prompt, answer }) => prompt === "" && answer !== "").map(({ answer }) => answer),
  };
}

/**
 * Turns what gift-pegjs read into a question, or says why it cannot be one: a description, weights that give nobody full
 * marks. The rules are Moodle's: with an "=" among "~" one answer is chosen, without it several, only "=" makes accepted
 * texts, and answers inside a sentence leave "_____" there. Throws nothing.
 */
export function convertQuestion(read: GIFTQuestion, known: Known): Converted {
  if (read.type === "Description" || read.type === "Category") {
    return { refusal: { code: "learning.gift.unsupported", values: { kind: read.type.toLowerCase() } } };
  }
  if (!read.stem.text) return { refusal: { code: "learning.gift.no_prompt" } };
  const general = read.globalFeedback?.text;
  const base = {
    ...known,
    prompt: read.stem.text,
    format: formatOf(read.stem),
    ...(general ? { feedback: { general } } : {}),
  };
  const warnings: Refusal[] = [];
  switch (read.type) {
    case "Essay":
      return { question: { ...base, kind: "essay" }, warnings };
    case "Matching": {
      const { pairs, extra } = pairsOf(read.matchPairs, base.format);
      if (pairs.length < 2) return { refusal: { code: "learning.gift.few_pairs" } };
      return { question: { ...base, kind: "matching", pairs, extra }, warnings };
    }
    case "TF": {
      // GIFT writes the feedback for a wrong answer first, whatever gift-pegjs calls it.
      const [wrong, right] = [feedbackOf(read.trueFeedback), feedbackOf(read.falseFeedback)];
      const answer = (text: string, isRight: boolean) => ({
        text,
        fraction: Number(isRight),
        ...(isRight ? right : wrong),
      });
      const answers = [answer("true", read.isTrue), answer("false", !read.isTrue)];
      return { question: { ...base, kind: "boolean", answers }, warnings };
    }
    case "Numerical": {
      const answers = numericAnswers(read.choices);
      const reversed = answers.find(
        (answer) => "min" in answer && answer.min !== null && answer.min > (answer.max ?? 0),
      );
      if (reversed) return { refusal: { code: "learning.gift.range_reversed" } };
      return full(answers) ? { question: { ...base, kind: "numeric", answers }, warnings } : nobodyRight(answers);
    }
    case "Short": {
      const answers = textAnswers(read.choices);
      if (answers.some(({ text }) => /^(true|false|t|f)$/i.test(text))) {
        warnings.push({ code: "learning.gift.looks_boolean" });
      }
      return full(answers) ? { question: { ...base, kind: "short", answers }, warnings } : nobodyRight(answers);
    }
    case "MC": {
      const answers = textAnswers(read.choices);
      if (read.choices.some((choice) => formatOf(choice.text) !== base.format)) {
        warnings.push({ code: "learning.gift.mixed_format", values: { format: base.format } });
      }
      if (answers.length < 2) return { refusal: { code: "learning.gift.one_answer" } };
      if (read.choices.some((choice) => choice.isCorrect)) {
        return full(answers) ? { question: { ...base, kind: "single", answers }, warnings } : nobodyRight(answers);
      }
      const sum = answers.reduce((total, { fraction }) => total + Math.max(0, fraction), 0);
      if (sum === 0) return nobodyRight(answers);
      if (Math.abs(sum - 1) > 0.0101) {
        return { refusal: { code: "learning.gift.weights_sum", values: { sum: Math.round(sum * 10_000) / 100 } } };
      }
      if (answers.some(({ fraction }) => fraction <= 0) && !answers.some(({ fraction }) => fraction < 0)) {
        warnings.push({ code: "learning.gift.no_penalty" });
      }
      return { question: { ...base, kind: "several", answers: scaleWeights(answers, sum) }, warnings };
    }
  }
}

function full(answers: { fraction: number }[]): boolean {
  return answers.some(({ fraction }) => fraction === 1);
}

function nobodyRight(answers: { fraction: number }[]): Converted {
  const best = Math.max(...answers.map(({ fraction }) => fraction));
  return { refusal: { code: "learning.gift.no_right_answer", values: { best: Math.round(best * 10_000) / 100 } } };
}
