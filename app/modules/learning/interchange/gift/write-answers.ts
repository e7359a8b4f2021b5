import { escapeHtml } from "#app/lib/escape-html.ts";
import { htmlToText } from "#app/lib/safe-html.ts";
import { percentOf } from "#app/modules/learning/interchange/notation/fractions.ts";
import type {
  ChoiceAnswer,
  ChoiceQuestion,
  MatchingQuestion,
  NumericAnswer,
  NumericQuestion,
  Question,
  TextFormat,
} from "#app/modules/learning/questions/questions.ts";
import { escapeGift, writeText } from "./write-text.ts";

type Written = { text: string } | { code: string };

const unwritable = { code: "courses.xml.gift_text" };
const feedbackOf = (feedback: string | undefined, format: TextFormat) =>
  feedback ? `#${writeText(feedback, format)}` : "";
const lines = (rows: string[]) => ({ text: rows.map((row) => `\n\t${row}`).join("") });

/** What stands between the braces, or why GIFT has no words for it. */
export function writeAnswers(question: Question): Written {
  switch (question.kind) {
    case "single":
      return lines(singleRows(question));
    case "several":
      return lines(question.answers.map((answer) => row(`~%${percentOf(answer.fraction)}%`, answer, question.format)));
    case "short":
      // An arrow would make a matching of it.
      if (question.answers.some(({ text, feedback = "" }) => `${text}${feedback}`.includes("->"))) return unwritable;
      return lines(question.answers.map((answer) => row(weighted(answer), answer, question.format)));
    case "boolean":
      return booleanText(question);
    case "numeric":
      return numericRows(question);
    case "matching":
      return matchingRows(question);
    case "ordering":
      // Alone on its line it would be a comment.
      if (question.items.some((item) => item.trimStart().startsWith("//"))) return unwritable;
      return lines([`> ${question.items.length} ALL`, ...question.items.map(escapeGift)]);
    case "essay":
      return { text: "" };
    case "cloze":
      return { code: "courses.xml.gift_cloze" };
  }
}

/** One "=" makes it a question with one choice; whatever else earns everything says so in per cent. */
function singleRows({ answers, format }: ChoiceQuestion): string[] {
  const right = answers.findIndex(({ fraction }) => fraction === 1);
  return answers.map((answer, at) => {
    if (at === right) return row("=", answer, format);
    // A text that begins with a per cent sign would be taken for its weight.
    const isPlain = answer.fraction === 0 && !/^\s*%/.test(answer.text);
    return row(isPlain ? "~" : `~%${percentOf(answer.fraction)}%`, answer, format);
  });
}

/** Where every answer stands behind an "=". */
function weighted({ text, fraction }: ChoiceAnswer): string {
  return fraction === 1 && !/^\s*%/.test(text) ? "=" : `=%${percentOf(fraction)}%`;
}

function row(sign: string, { text, feedback }: ChoiceAnswer, format: TextFormat): string {
  return `${sign}${writeText(text, format)}${feedbackOf(feedback, format)}`;
}

/** The feedback for a wrong answer stands first. */
function booleanText({ answers: [yes, no], format }: ChoiceQuestion): Written {
  if (!yes || !no || ![yes, no].every(({ fraction }) => fraction === 0 || fraction === 1))
    return { code: "courses.xml.gift_weights" };
  const [right, wrong] = yes.fraction === 1 ? [yes, no] : [no, yes];
  const said = right.feedback
    ? `#${writeText(wrong.feedback ?? "", format)}${feedbackOf(right.feedback, format)}`
    : feedbackOf(wrong.feedback, format);
  return { text: (yes.fraction === 1 ? "TRUE" : "FALSE") + said };
}

function numericRows({ answers, format }: NumericQuestion): Written {
  const rows = answers.map((answer, at) => {
    const number = numberText(answer);
    // What any other number is told stands last, behind a sign of its own.
    const isRest = number === "*" && answer.fraction === 0 && at === answers.length - 1 && answer.feedback;
    if (number === null || isRest) return isRest ? `~${feedbackOf(answer.feedback, format)}` : null;
    const sign = answer.fraction === 1 ? "=" : `=%${percentOf(answer.fraction)}%`;
    return `${sign}${number}${feedbackOf(answer.feedback, format)}`;
  });
  return rows.includes(null) ? { code: "courses.xml.gift_number" } : { text: `#${lines(rows as string[]).text}` };
}

/** A number with its tolerance, a range with both ends, or any number; null for a range with one end. */
function numberText(answer: NumericAnswer): string | null {
  if ("value" in answer) return answer.tolerance === 0 ? String(answer.value) : `${answer.value}:${answer.tolerance}`;
  if (answer.min === null && answer.max === null) return "*";
  return answer.min === null || answer.max === null ? null : `${answer.min}..${answer.max}`;
}

/** Right of the arrow stand plain words; an arrow left of it cannot be told from it. */
function matchingRows({ pairs, extra, format }: MatchingQuestion): Written {
  const plain = (answer: string) => (format === "html" ? htmlToText(answer) : answer);
  const isPlain = (answer: string) => format !== "html" || escapeHtml(plain(answer)) === answer;
  if (pairs.some(({ prompt }) => prompt.includes("->"))) return unwritable;
  if (![...pairs.map(({ answer }) => answer), ...extra].every(isPlain)) return unwritable;
  return lines([
    ...pairs.map(({ prompt, answer }) => `=${writeText(prompt, format)} -> ${escapeGift(plain(answer))}`),
    ...extra.map((answer) => `= -> ${escapeGift(plain(answer))}`),
  ]);
}
