import { unsetFormulas } from "#app/lib/formulas.ts";
import type { Problem } from "#app/lib/problem.ts";
import type { Question } from "#app/modules/learning/questions/questions.ts";
import { checkQuestion } from "#app/modules/learning/questions/questions.schema.ts";
import { FileCollector } from "../moodle-xml/embedded.ts";
import { type Languages, planLayers } from "../moodle-xml/layers.ts";
import type { ReadMoodleXml } from "../moodle-xml/read-moodle-xml.ts";
import { withFiles } from "../moodle-xml/with-files.ts";
import { inLanguage, languagesIn } from "../notation/multilang.ts";
import { mapTexts, namedFiles } from "../notation/named-files.ts";
import { gatherItems, type ReadItem, type ReadQuestions } from "../notation/read-questions.ts";

/** About one question: nobody reads more of them. */
const mostRemarks = 100;

/**
 * What stands inside the texts of GIFT as a course can show it, by the rules of Moodle XML: pictures inside addresses become
 * files, those of other sites links, several languages translations; what is left out is named at its question.
 */
export function placeGift(read: ReadQuestions, { file, ...languages }: { file: string } & Languages): ReadMoodleXml {
  const files = new FileCollector();
  const items = read.items.map((item) => placeItem(item, { file, files, languages }));
  return { ...gatherItems(items, read.ofFile), files: files.files, categories: [] };
}

type Context = { file: string; files: FileCollector; languages: Languages };

function placeItem(item: ReadItem, { file, files, languages }: Context): ReadItem {
  const { question, line } = item;
  if (!question) return item;
  const problems: Problem[] = [...item.problems];
  const warn = (at: number, code: string, values: Problem["values"] = {}) => {
    if (problems.length < mostRemarks) problems.push({ file, line: at, code, values, level: "warning" });
  };
  const named = new Set(languagesIn(question.title ?? ""));
  mapTexts(question, (text) => {
    for (const language of languagesIn(text)) named.add(language);
    return text;
  });
  const { base, others, left } = planLayers([...named], languages);
  if (left.length > 0) warn(line, "courses.xml.languages_left_out", { languages: left.join(", ").slice(0, 200) });
  const place = (read: Question, tell: typeof warn): Question => {
    const element = { name: "question", attributes: {}, line, text: "", children: [] };
    const placed = mapTexts(read, (text) => {
      const shown = withFiles(text, element, read.format, { files, warn: tell });
      for (const formula of unsetFormulas(shown, { isHtml: read.format === "html" })) {
        tell(line, "courses.xml.formula_as_text", { formula: formula.slice(0, 100) });
      }
      return shown;
    });
    const names = namedFiles(placed);
    return names.length > 0 ? { ...placed, files: names } : placed;
  };
  if (named.size === 0) return { ...item, problems, question: place(question, warn) };
  const inside = (language: string): Question => ({
    ...mapTexts(question, (text) => inLanguage(text, language, base)),
    title: question.title && inLanguage(question.title, language, base),
  });
  const layers = others.map((language) => [language, place(inside(language), () => undefined)] as const);
  const translations = Object.fromEntries(layers.filter(([, layer]) => checkQuestion(layer).length === 0));
  const own = place(inside(base), warn);
  return { ...item, title: own.title, problems, question: own, translations };
}
