import type {
  ClozeGap,
  ClozeQuestion,
  EssayQuestion,
  MatchingQuestion,
  OrderingQuestion,
} from "#app/modules/learning/questions/questions.ts";
import { mostWords } from "#app/modules/learning/questions/questions.schema.ts";
import { gapWeights } from "./gap-weights.ts";
import { Refusal } from "./refusal.ts";
import { numberOf, required, type Scope } from "./scope.ts";
import { inFormat, plainFromHtml } from "#app/modules/learning/interchange/notation/text-formats.ts";
import { formatIn, richText } from "./texts.ts";
import { child, children, textOf, type XmlNode } from "./tree.ts";

type Own<Q> = Omit<Q, "key" | "title" | "format" | "marks" | "category" | "line" | "prompt">;

/** Answers are plain words in Moodle's own matching, texts in the one with dragging. An answer without a prompt is extra. */
export function readMatching(scope: Scope): Own<MatchingQuestion> {
  const pairs: MatchingQuestion["pairs"] = [];
  const extra: string[] = [];
  for (const element of children(scope.node, "subquestion")) {
    const prompt = richText(element, scope);
    const answerElement = required(element, "answer");
    const answer = richText(answerElement, scope, "plain");
    if (answer === "") {
      if (prompt === "") continue;
      throw new Refusal(answerElement.line, "courses.xml.empty_answer");
    }
    if (prompt) pairs.push({ prompt, answer });
    else extra.push(answer);
  }
  if (pairs.length < 1 || pairs.length + extra.length < 2) throw new Refusal(scope.node.line, "courses.xml.few_pairs");
  return { kind: "matching", pairs, extra };
}

/** Items stand in the order of their "fraction", 1, 2, 3, …, as both plugins write it. */
export function readOrdering(scope: Scope): Own<OrderingQuestion> {
  const { node, warn } = scope;
  const items = children(node, "answer").map((answer, at) => {
    const text = richText(answer, scope);
    if (text === "") throw new Refusal(answer.line, "courses.xml.empty_answer");
    const place = Number(answer.attributes.fraction ?? at + 1);
    if (!Number.isFinite(place)) {
      const found = answer.attributes.fraction ?? "";
      throw new Refusal(answer.line, "courses.xml.bad_number", { element: "fraction", found });
    }
    return { text, place };
  });
  if (items.length < 2) throw new Refusal(node.line, "courses.xml.few_items");
  if (!/^(all|0)?$/i.test(textOf(child(node, "selecttype")))) warn(node.line, "courses.xml.all_items");
  if (!/^(relative_next_include_last|2)?$/i.test(textOf(child(node, "gradingtype")))) {
    warn(node.line, "courses.xml.ordering_grading");
  }
  const sorted = items.sort((one, other) => one.place - other.place);
  return { kind: "ordering", items: sorted.map(({ text }) => text) };
}

export function readEssay(scope: Scope): Own<EssayQuestion> {
  const { node, warn } = scope;
  const words = (element: string) => {
    const count = Math.round(numberOf(node, element, 0));
    return count > 0 && count <= mostWords ? count : undefined;
  };
  const templateElement = child(node, "responsetemplate");
  const written = textOf(templateElement);
  const isHtml = templateElement !== undefined && formatIn(templateElement, "html") === "html";
  const template = isHtml ? plainFromHtml(written) : written;
  const notes = richText(child(node, "graderinfo"), scope);
  const [minWords, maxWords] = [words("minwordlimit"), words("maxwordlimit")];
  if (numberOf(node, "attachments", 0) !== 0) warn(node.line, "courses.xml.attachments_ignored");
  return {
    kind: "essay",
    ...(template && { template }),
    ...(minWords && { minWords }),
    ...(maxWords && { maxWords }),
    ...(notes && { notes }),
  };
}

/**
 * "Select missing words" and "drag and drop into text": `[[2]]` stands for the second choice, and one chooses among those
 * of its group. The gaps are numbered anew, in the order of the text.
 */
export function readSelect(scope: Scope, prompt: string): { prompt: string } & Own<ClozeQuestion> {
  const { node, format, warn } = scope;
  const choices = [...children(node, "selectoption"), ...children(node, "dragbox")].map((element) => ({
    text: inFormat(textOf(element), element.name === "dragbox" ? "html" : "plain", format),
    group: textOf(child(element, "group")) || "1",
  }));
  const gaps: ClozeGap[] = [];
  const numbered = prompt.replace(/\[\[(\d+)\]\]/g, (_found, digits: string) => {
    const right = choices[Number(digits) - 1];
    if (!right) throw new Refusal(lineOf(node), "courses.xml.gap_unknown", { number: Number(digits) });
    const group = choices.filter((one) => one.group === right.group && one.text !== "");
    if (group.length < 2) warn(lineOf(node), "courses.xml.one_choice", { number: gaps.length + 1 });
    const answers = group.map((one) => ({ text: one.text, fraction: one === right ? 1 : 0 }));
    gaps.push({ kind: "choice", weight: 1, answers });
    return `[[${gaps.length}]]`;
  });
  if (gaps.length === 0) throw new Refusal(lineOf(node), "courses.xml.no_gaps");
  return { kind: "cloze", prompt: numbered, gaps: gapWeights(node, gaps)?.gaps ?? gaps };
}

function lineOf(node: XmlNode): number {
  return child(node, "questiontext")?.line ?? node.line;
}
