import type { RefusedQuestion } from "#app/modules/learning/interchange/notation/refused-question.ts";
import type { Question } from "#app/modules/learning/questions/questions.ts";
import { writeMetadata } from "./metadata.ts";
import { writeAnswers } from "./write-answers.ts";
import { escapeGift } from "./write-text.ts";

/**
 * Writes questions as GIFT, in their order. `refused` are those that it has no words for: gaps inside a text, an essay's
 * limits, feedback for a partly right answer. Runs of white space in plain texts become one space, as every reader of
 * GIFT makes them. Throws nothing.
 */
export function writeGift(questions: readonly Question[]): { text: string; refused: RefusedQuestion[] } {
  const refused: RefusedQuestion[] = [];
  const blocks: string[] = [];
  let category: string | null = null;
  for (const question of questions) {
    const written = writeBlock(question);
    if ("code" in written) {
      refused.push({ key: question.key, title: question.title, code: written.code });
      continue;
    }
    if (question.category !== category) {
      category = question.category;
      blocks.push(`$CATEGORY: ${(category ?? "").replace(/\s+/g, " ")}`.trimEnd());
    }
    blocks.push(written.text);
  }
  return { text: blocks.map((block) => `${block}\n`).join("\n"), refused };
}

const ownFormat = /^\s*\[(html|markdown|plain|moodle)\]/;

function writeBlock(question: Question): { text: string } | { code: string } {
  const { right, partly, wrong } = question.feedback ?? {};
  if (right || partly || wrong) return { code: "courses.xml.gift_feedback" };
  if (ownFormat.test(question.prompt)) return { code: "courses.xml.gift_text" };
  const answers = writeAnswers(question);
  if ("code" in answers) return answers;
  const title = question.title === null ? "" : `::${escapeGift(question.title)}::`;
  const general = question.feedback?.general ? `\n####${escapeGift(question.feedback.general)}` : "";
  const prompt = `[${question.format}]${escapeGift(question.prompt)}`;
  return { text: `${writeMetadata(question)}\n${title}${prompt} {${answers.text}${general}\n}` };
}
