import { unsetFormulas } from "#app/lib/formulas.ts";
import type { QuestionBase, TextFormat } from "#app/modules/learning/questions/questions.ts";
import { inFormat } from "#app/modules/learning/interchange/notation/text-formats.ts";
import type { Scope } from "./scope.ts";
import { child, textOf, type XmlNode } from "./tree.ts";
import { withFiles } from "./with-files.ts";

const formats: Record<string, TextFormat> = {
  html: "html",
  markdown: "markdown",
  plain_text: "plain",
  plaintext: "plain",
  // Moodle has taken this kind of text out and shows it as it is typed.
  wiki_like: "plain",
};
const anyTag = /<\/?[a-z][^<>]*>/i;

/** What an element says of its format that is read otherwise than it is meant; null for a format that we have. */
export function strangeFormat({ attributes: { format = "" } }: XmlNode): { found: string; as: TextFormat } | null {
  if (format === "" || format === "moodle_auto_format" || (format in formats && format !== "wiki_like")) return null;
  return { found: format.slice(0, 40), as: formats[format] ?? "html" };
}

/** The format that an element says; Moodle's own kind of text is HTML when it has tags in it. */
export function formatIn(element: XmlNode, otherwise: TextFormat): TextFormat {
  const named = element.attributes.format ?? "";
  if (named === "moodle_auto_format") return anyTag.test(textOf(element)) ? "html" : "plain";
  return formats[named] ?? otherwise;
}

const feedbacks = ["generalfeedback", "correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"];
/** Where an answer itself is a text with a format; elsewhere it is a plain word or a number. */
const richAnswers = new Set(["multichoice", "multichoiceset", "ordering"]);

/** The one format for all texts of a question: theirs when they agree, else HTML, which all others can be written in. */
export function commonFormat(question: XmlNode): TextFormat {
  const own = child(question, "questiontext");
  const first = own ? formatIn(own, "html") : "html";
  const found = new Set<TextFormat>();
  const look = (element: XmlNode | undefined) => {
    if (element && textOf(element) !== "") found.add(formatIn(element, first));
  };
  look(own);
  // It is written as HTML behind the text.
  if (textOf(child(question, "image")) !== "") found.add("html");
  for (const element of question.children) {
    if (feedbacks.includes(element.name) || element.name === "subquestion" || element.name === "graderinfo")
      look(element);
    if (element.name === "answer") look(child(element, "feedback"));
    if (element.name === "answer" && richAnswers.has(question.attributes.type ?? "")) look(element);
    if (element.name === "subquestion")
      look(child(element, "answer")?.attributes.format ? child(element, "answer") : undefined);
  }
  return found.size > 1 ? "html" : ([...found][0] ?? first);
}

/** The text of an element in the question's format, its files taken out. What cannot be set of its formulas is warned of. */
export function richText(element: XmlNode | undefined, scope: Scope, otherwise: TextFormat = scope.format): string {
  const text = textWithGaps(element, scope, otherwise);
  if (element) warnOfFormulas(text, element, scope);
  return text;
}

/**
 * The same of a text that is several in one, a prompt with its gaps: `\[` in one answer and `\]` in the next are no formula, so
 * that whoever takes it apart warns of formulas.
 */
export function textWithGaps(element: XmlNode | undefined, scope: Scope, otherwise: TextFormat = scope.format): string {
  if (!element) return "";
  const format = formatIn(element, otherwise);
  return inFormat(withFiles(textOf(element), element, format, scope), format, scope.format);
}

/** Warns of the formulas of one text in the question's format that stay as they are typed. */
export function warnOfFormulas(text: string, { line }: XmlNode, { format, warn }: Scope): void {
  for (const formula of unsetFormulas(text, { isHtml: format === "html" })) {
    warn(line, "courses.xml.formula_as_text", { formula: formula.slice(0, 100) });
  }
}

/** The feedback of one answer, when there is one. */
export function feedbackOf(answer: XmlNode, scope: Scope): { feedback?: string } {
  const text = richText(child(answer, "feedback"), scope);
  return text ? { feedback: text } : {};
}

/** The feedback of the whole question. */
export function questionFeedback(scope: Scope): Pick<QuestionBase, "feedback"> {
  const [general, right, partly, wrong] = feedbacks.map((name) => richText(child(scope.node, name), scope));
  const feedback = {
    ...(general && { general }),
    ...(right && { right }),
    ...(partly && { partly }),
    ...(wrong && { wrong }),
  };
  return Object.keys(feedback).length > 0 ? { feedback } : {};
}
