import type { ChoiceAnswer, NumericAnswer, ShortAnswer } from "#app/modules/learning/questions/questions.ts";
import { fractionOf, weightProblem } from "#app/modules/learning/interchange/notation/fractions.ts";
import { Refusal } from "./refusal.ts";
import { flagOf, numberIn, numberOf, type Scope } from "./scope.ts";
import { feedbackOf, richText } from "./texts.ts";
import { child, children, textOf, type XmlNode } from "./tree.ts";

type Parts =
  | { kind: "single" | "several" | "boolean"; answers: ChoiceAnswer[] }
  | { kind: "short"; answers: ShortAnswer[] }
  | { kind: "numeric"; answers: NumericAnswer[] };

export function readChoices(scope: Scope): Parts {
  const { node, warn } = scope;
  const answers = answersOf(node).map((answer) => ({
    text: wordsOf(answer, richText(answer, scope)),
    fraction: weightOf(answer),
    ...feedbackOf(answer, scope),
  }));
  if (answers.length < 2) throw new Refusal(node.line, "courses.xml.one_answer");
  const isSeveral = !flagOf(node, "single", true);
  checkWeights(node, answers, isSeveral);
  if (!flagOf(node, "shuffleanswers", true)) warn(node.line, "courses.xml.order_not_kept");
  if (!isSeveral) return { kind: "single", answers };
  const sum = answers.reduce((total, { fraction }) => total + Math.max(0, fraction), 0);
  const whole = answers.map((one) => (one.fraction > 0 ? { ...one, fraction: one.fraction / sum } : one));
  return { kind: "several", answers: Math.abs(sum - 1) < 1e-9 ? answers : whole };
}

export function readBoolean(scope: Scope): Parts {
  const answers = answersOf(scope.node);
  const find = (text: "true" | "false"): ChoiceAnswer => {
    const answer = answers.find((one) => textOf(one).toLowerCase() === text);
    if (!answer) throw new Refusal(scope.node.line, "courses.xml.no_such_answer", { expected: text });
    return { text, fraction: weightOf(answer), ...feedbackOf(answer, scope) };
  };
  const both = [find("true"), find("false")];
  checkWeights(scope.node, both, false);
  return { kind: "boolean", answers: both };
}

export function readShort(scope: Scope): Parts {
  const { node, warn } = scope;
  // An accepted text is plain, whatever its element says.
  const answers = answersOf(node).map((answer) => ({
    text: wordsOf(answer, textOf(answer)),
    fraction: weightOf(answer),
    ...feedbackOf(answer, scope),
  }));
  checkWeights(node, answers, false);
  if (flagOf(node, "usecase", false)) warn(node.line, "courses.xml.case_ignored");
  return { kind: "short", answers };
}

export function readNumeric(scope: Scope): Parts {
  const { node, warn } = scope;
  const answers = answersOf(node).map((answer) => ({
    ...acceptedNumber(answer),
    fraction: weightOf(answer),
    ...feedbackOf(answer, scope),
  }));
  checkWeights(node, answers, false);
  if (children(child(node, "units"), "unit").length > 0) warn(node.line, "courses.xml.units_ignored");
  return { kind: "numeric", answers };
}

type Accepted = { value: number; tolerance: number } | { min: number | null; max: number | null };

/** `<range min="…" max="…"/>` is our own: Moodle reads the middle and the tolerance that stand beside it. */
function acceptedNumber(answer: XmlNode): Accepted {
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
  return { value, tolerance: Math.abs(numberOf(answer, "tolerance", 0)) };
}

function answersOf(node: XmlNode): XmlNode[] {
  const answers = children(node, "answer");
  if (answers.length === 0) throw new Refusal(node.line, "courses.xml.no_answers");
  return answers;
}

function wordsOf(answer: XmlNode, text: string): string {
  if (text === "") throw new Refusal(answer.line, "courses.xml.empty_answer");
  return text;
}

/** From `fraction="100"`; an old file has it as an element. */
function weightOf(answer: XmlNode): number {
  const written = answer.attributes.fraction ?? textOf(child(answer, "fraction"));
  const percent = numberIn(written.trim() || "0", answer.line, "fraction");
  if (Math.abs(percent) > 100)
    throw new Refusal(answer.line, "courses.xml.bad_number", { element: "fraction", found: written });
  return fractionOf(percent);
}

function checkWeights(node: XmlNode, answers: { fraction: number }[], isSeveral: boolean): void {
  const problem = weightProblem(answers, isSeveral);
  if (problem) throw new Refusal(node.line, problem.code, problem.values);
}
