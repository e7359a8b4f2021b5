import type { RefusedQuestion } from "#app/modules/learning/interchange/notation/refused-question.ts";
import type { Question } from "#app/modules/learning/questions/questions.ts";
import { writeMetadata } from "./metadata.ts";
import { writeAnswers } from "./write-answers.ts";
import { escapeGift, writeText } from "./write-text.ts";

type Written = { text: string; refused: RefusedQuestion[]; reduced: RefusedQuestion[] };

/**
 * Writes questions as GIFT, in their order. `refused` are those that it has no words for, such as gaps inside a text;
 * `reduced` are written without a part: an essay's limits, feedback that depends on the answer. Importing them again takes
 * nothing away. White space round a text is left out. Throws nothing.
 */
export function writeGift(questions: readonly Question[]): Written {
  const refused: RefusedQuestion[] = [];
  const reduced: RefusedQuestion[] = [];
  const blocks: string[] = [];
  let category: string | null = null;
  for (const question of questions) {
    const { key, title } = question;
    const written = writeBlock(question);
    if ("code" in written) {
      refused.push({ key, title, code: written.code });
      continue;
    }
    reduced.push(...leftOut(question).map((code) => ({ key, title, code })));
    if (question.category !== category) {
      category = question.category;
      blocks.push(`$CATEGORY: ${(category ?? "").replace(/\s+/g, " ")}`.trimEnd());
    }
    blocks.push(written.text);
  }
  return { text: blocks.map((block) => `${block}\n`).join("\n"), refused, reduced };
}

/** What GIFT has no place for, though the question can be asked without it. */
function leftOut(question: Question): string[] {
  const { right, partly, wrong } = question.feedback ?? {};
  const isLimited =
    question.kind === "essay" &&
    [question.template, question.minWords, question.maxWords, question.notes].some(Boolean);
  return [
    ...(right || partly || wrong ? ["courses.xml.gift_feedback"] : []),
    ...(isLimited ? ["courses.xml.gift_essay"] : []),
  ];
}

function writeBlock(question: Question): { text: string } | { code: string } {
  const answers = writeAnswers(question);
  if ("code" in answers) return answers;
  const title = question.title === null ? "" : `::${escapeGift(question.title)}::`;
  const general = question.feedback?.general ? `\n####${writeText(question.feedback.general, question.format)}` : "";
  const prompt = `[${question.format}]${escapeGift(question.prompt)}`;
  return { text: `${writeMetadata(question)}\n${title}${prompt} {${answers.text}${general}\n}` };
}
