import { categoryNames, joinCategory } from "#app/modules/learning/interchange/notation/category-names.ts";
import type { RefusedQuestion } from "#app/modules/learning/interchange/notation/refused-question.ts";
import type { Question } from "#app/modules/learning/questions/questions.ts";
import { type QuestionFiles, writeQuestion } from "./write-question.ts";
import { element, text } from "./xml-text.ts";

/**
 * Writes questions as Moodle XML, in their order, with the pictures that they show inside. What Moodle has no words for
 * and ignores stands in elements and attributes of our own (`wronganswerpenalty`, `range`), so that reading the file gives
 * the same questions again; `refused` are those that the format cannot carry, `reduced` those of which Moodle counts a part
 * otherwise. Throws nothing.
 */
export function writeMoodleXml(
  questions: readonly Question[],
  files: QuestionFiles,
  { language }: { language: string },
): { text: string; refused: RefusedQuestion[]; reduced: RefusedQuestion[] } {
  const refused: RefusedQuestion[] = [];
  const reduced: RefusedQuestion[] = [];
  const parts: string[] = [];
  let category: string | null = null;
  for (const question of questions) {
    const written = writeQuestion(question, files);
    if ("code" in written) {
      refused.push({ key: question.key, title: question.title, code: written.code });
      continue;
    }
    const { key, title } = question;
    reduced.push(...written.reduced.map((code) => ({ key, title, code })));
    if (question.category !== category) {
      category = question.category;
      const path = ["$course$", "top", ...(category ? [joinCategory(categoryNames(category))] : [])].join("/");
      const inner = element("category", {}, text(path));
      parts.push(element("question", { type: "category" }, inner));
    }
    parts.push(written.xml);
  }
  const root = element("quiz", { "xml:lang": language }, parts.join("\n"));
  return { text: `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`, refused, reduced };
}
