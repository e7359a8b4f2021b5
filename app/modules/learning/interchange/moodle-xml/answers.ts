import type { ChoiceAnswer, NumericAnswer, ShortAnswer } from "#app/modules/learning/questions/questions.ts";
import { fractionOf } from "#app/modules/learning/interchange/notation/fractions.ts";
import { Refusal, type Warn } from "./refusal.ts";
import { flagOf, numberIn, numberOf, type Scope } from "./scope.ts";
import { feedbackOf, richText } from "./texts.ts";
import { child, children, textOf, type XmlNode } from "./tree.ts";
import { refuseWeights, wholeBest, wholeSum } from "./weights.ts";

type Parts =
  | { kind: "single" | "several" | "boolean"; answers: ChoiceAnswer[] }
  | { kind: "short"; answers: ShortAnswer[] }
  | { kind: "numeric"; answers: NumericAnswer[] };

export function readChoices(scope: Scope): Parts {
  const { node, warn } = scope;
  const answers = filledAnswers(scope, (answer) => richText(answer, scope)).map(({ answer, text }) => ({
    text,
    fraction: weightOf(answer),
    ...feedbackOf(answer, scope),
  }));
  if (answers.length < 2) throw new Refusal(node.line, "courses.xml.one_answer");
  if (!flagOf(node, "shuffleanswers", true)) warn(node.line, "courses.xml.order_not_kept");
  return flagOf(node, "single", true)
    ? { kind: "single", answers: wholeBest(answers, scope) }
    : { kind: "several", answers: wholeSum(answers, scope) };
}

/** What is neither "true" nor "false" is an old file's word for it in its own language: the first one is true. */
export function readBoolean(scope: Scope): Parts {
  const { node, warn } = scope;
  const answers = answersOf(node);
  const words = answers.map((answer) => textOf(answer).toLowerCase());
  const meant = words.map((word, at) => (word === "true" || word === "false" ? word : at === 0 ? "true" : "false"));
  if (meant.some((word, at) => word !== words[at])) {
    warn(node.line, "courses.xml.true_first", { first: textOf(answers[0]), second: textOf(answers[1]) });
  }
  const both = (["true", "false"] as const).map((text): ChoiceAnswer => {
    const answer = answers[meant.lastIndexOf(text)];
    return { text, fraction: answer && weightOf(answer) === 1 ? 1 : 0, ...(answer && feedbackOf(answer, scope)) };
  });
  refuseWeights(node.line, both);
  return { kind: "boolean", answers: both };
}

export function readShort(scope: Scope): Parts {
  const { node, warn } = scope;
  // An accepted text is plain, whatever its element says.
  const answers = filledAnswers(scope, textOf).map(({ answer, text }) => ({
    text,
    fraction: weightOf(answer),
    ...feedbackOf(answer, scope),
  }));
  if (flagOf(node, "usecase", false)) warn(node.line, "courses.xml.case_ignored");
  return { kind: "short", answers: wholeBest(answers, scope) };
}

export function readNumeric(scope: Scope): Parts {
  const { node, warn } = scope;
  const answers = answersOf(node).map((answer) => ({
    ...acceptedNumber(answer, warn),
    fraction: weightOf(answer),
    ...feedbackOf(answer, scope),
  }));
  if (children(child(node, "units"), "unit").length > 0) warn(node.line, "courses.xml.units_ignored");
  return { kind: "numeric", answers: wholeBest(answers, scope) };
}

type Accepted = { value: number; tolerance: number } | { min: number | null; max: number | null };

/** `<range min="…" max="…"/>` is our own: Moodle reads the middle and the tolerance that stand beside it. */
function acceptedNumber(answer: XmlNode, warn: Warn): Accepted {
  const range = child(answer, "range");
  if (range) {
    const bound = (name: string) =>
      range.attributes[name] ? numberIn(range.attributes[name], range.line, name) : null;
    const [min, max] = [bound("min"), bound("max")];
    if (min !== null && max !== null && min > max) throw new Refusal(range.line, "learning.gift.range_reversed");
    return { min, max };
  }
  const text = textOf(answer);
  if (text === "*") return { min: null, max: null };
  const value = numberIn(text, answer.line, "answer");
  if (text.includes(",")) warn(answer.line, "courses.xml.decimal_comma", { found: text, value: String(value) });
  return { value, tolerance: Math.abs(numberOf(answer, "tolerance", 0)) };
}

function answersOf(node: XmlNode): XmlNode[] {
  const answers = children(node, "answer");
  if (answers.length === 0) throw new Refusal(node.line, "courses.xml.no_answers");
  return answers;
}

/** Answers with a text; an empty one that earns nothing and says nothing is a row that nobody filled in. */
function filledAnswers({ node, warn }: Scope, textIn: (answer: XmlNode) => string) {
  return answersOf(node).flatMap((answer) => {
    const text = textIn(answer);
    if (text !== "") return [{ answer, text }];
    const isEmpty = weightOf(answer) <= 0 && textOf(child(answer, "feedback")) === "";
    if (!isEmpty) throw new Refusal(answer.line, "courses.xml.empty_answer");
    warn(answer.line, "courses.xml.empty_left_out");
    return [];
  });
}

/** From `fraction="100"`; an old file has it as an element. */
function weightOf(answer: XmlNode): number {
  const written = answer.attributes.fraction ?? textOf(child(answer, "fraction"));
  const percent = numberIn(written.trim() || "0", answer.line, "fraction");
  if (Math.abs(percent) > 100)
    throw new Refusal(answer.line, "courses.xml.bad_number", { element: "fraction", found: written });
  return fractionOf(percent);
}
