import { escapeHtml } from "#app/lib/escape-html.ts";
import { htmlToText } from "#app/lib/safe-html.ts";
import { percentOf } from "#app/modules/learning/interchange/notation/fractions.ts";
import type {
  ChoiceAnswer,
  MatchingQuestion,
  NumericAnswer,
  Question,
} from "#app/modules/learning/questions/questions.ts";
import { escapeGift } from "./write-text.ts";

type Written = { text: string } | { code: string };

const unwritable = { code: "courses.xml.gift_text" };
/** What a reader would take for a format. */
const ownFormat = /^\s*\[(html|markdown|plain|moodle)\]/;
const feedbackOf = (feedback?: string) => (feedback ? `#${escapeGift(feedback)}` : "");
const lines = (rows: string[]) => ({ text: rows.map((row) => `\n\t${row}`).join("") });

/** What stands between the braces, or why GIFT has no words for it. */
export function writeAnswers(question: Question): Written {
  if (textsOf(question).some((text) => ownFormat.test(text))) return unwritable;
  switch (question.kind) {
    case "single":
      return lines(singleRows(question.answers));
    case "several":
      return lines(question.answers.map((answer) => row("~", percentOf(answer.fraction), answer)));
    case "short":
      // An arrow would make a matching of it.
      if (question.answers.some(({ text }) => text.includes("->"))) return unwritable;
      return lines(
        question.answers.map((answer) => row("=", answer.fraction === 1 ? null : percentOf(answer.fraction), answer)),
      );
    case "boolean":
      return booleanText(question.answers);
    case "numeric":
      return numericRows(question.answers);
    case "matching":
      return matchingRows(question);
    case "ordering":
      return lines([`> ${question.items.length} ALL`, ...question.items.map(escapeGift)]);
    case "essay": {
      const { template, minWords, maxWords, notes } = question;
      return template || minWords || maxWords || notes ? { code: "courses.xml.gift_essay" } : { text: "" };
    }
    case "cloze":
      return { code: "courses.xml.gift_cloze" };
  }
}

function textsOf(question: Question): string[] {
  if (question.kind === "matching")
    return [...question.pairs.flatMap(({ prompt, answer }) => [prompt, answer]), ...question.extra];
  if (!("answers" in question)) return [];
  return question.answers.flatMap((answer) => [answer.feedback ?? "", "text" in answer ? answer.text : ""]);
}

/** One "=" makes it a question with one choice; whatever else earns everything says so in per cent. */
function singleRows(answers: ChoiceAnswer[]): string[] {
  const right = answers.findIndex(({ fraction }) => fraction === 1);
  return answers.map((answer, at) => {
    return at === right
      ? row("=", null, answer)
      : row("~", answer.fraction === 0 ? null : percentOf(answer.fraction), answer);
  });
}

function row(sign: "=" | "~", percent: string | null, { text, feedback }: ChoiceAnswer): string {
  // A text that begins with a per cent sign would be taken for its weight.
  const needed = percent ?? (/^\s*%/.test(text) ? (sign === "=" ? "100" : "0") : null);
  return `${sign}${needed === null ? "" : `%${needed}%`}${escapeGift(text)}${feedbackOf(feedback)}`;
}

/** The feedback for a wrong answer stands first. */
function booleanText([yes, no]: ChoiceAnswer[]): Written {
  if (!yes || !no || ![yes, no].every(({ fraction }) => fraction === 0 || fraction === 1))
    return { code: "courses.xml.gift_weights" };
  const [right, wrong] = yes.fraction === 1 ? [yes, no] : [no, yes];
  const said = right.feedback
    ? `#${escapeGift(wrong.feedback ?? "")}${feedbackOf(right.feedback)}`
    : feedbackOf(wrong.feedback);
  return { text: (yes.fraction === 1 ? "TRUE" : "FALSE") + said };
}

function numericRows(answers: NumericAnswer[]): Written {
  const rows = answers.map((answer) => {
    const number = numberText(answer);
    if (number === null) return null;
    const sign = answer.fraction === 1 ? "=" : answer.fraction === 0 ? "~" : `=%${percentOf(answer.fraction)}%`;
    return `${sign}${number}${feedbackOf(answer.feedback)}`;
  });
  return rows.includes(null) ? { code: "courses.xml.gift_number" } : { text: `#${lines(rows as string[]).text}` };
}

/** GIFT has digits and a point, and ranges with both ends. Any other number is written as nothing at all. */
function numberText(answer: NumericAnswer): string | null {
  const plain = (value: number) => (/^-?\d+(\.\d+)?$/.test(String(value)) ? String(value) : null);
  if ("value" in answer) {
    const [value, tolerance] = [plain(answer.value), plain(answer.tolerance)];
    if (value === null || tolerance === null) return null;
    return answer.tolerance === 0 ? value : `${value}:${tolerance}`;
  }
  if (answer.min === null && answer.max === null) return "";
  if (answer.min === null || answer.max === null) return null;
  const [low, high] = [plain(answer.min), plain(answer.max)];
  return low === null || high === null ? null : `${low}..${high}`;
}

/** Right of the arrow stand plain words; an arrow left of it cannot be told from it. */
function matchingRows({ pairs, extra, format }: MatchingQuestion): Written {
  const plain = (answer: string) => (format === "html" ? htmlToText(answer) : answer);
  const isPlain = (answer: string) => format !== "html" || escapeHtml(plain(answer)) === answer;
  if (pairs.some(({ prompt }) => prompt.includes("->"))) return unwritable;
  if (![...pairs.map(({ answer }) => answer), ...extra].every(isPlain)) return unwritable;
  return lines([
    ...pairs.map(({ prompt, answer }) => `=${escapeGift(prompt)} -> ${escapeGift(plain(answer))}`),
    ...extra.map((answer) => `= -> ${escapeGift(plain(answer))}`),
  ]);
}
