import { blockHtml, inlineHtml } from "#app/modules/learning/question-html.ts";
import { layerIn, type QuestionLayers } from "#app/modules/learning/question-layers.ts";
import { isChoice, type QuestionKind } from "#app/modules/learning/questions.ts";

/** A question as a page asks it: nothing in it tells which answer is right. */
export type AskedQuestion = {
  number: number;
  kind: QuestionKind;
  marks: number;
  /** The language of prompt and choices. */
  language: string;
  promptHtml: string;
  /** Of a question with choices: their values and words. Those of a "boolean" have none: pages say true and false. */
  choices: { value: string; html: string }[];
  response: string[];
};

type Row = { number: number; layers: QuestionLayers; response: string[] };

/** The question in `language`, else in the course's own. */
export function askQuestion({ number, layers, response }: Row, language: string, ownLanguage: string): AskedQuestion {
  const layer = layerIn(layers, language, ownLanguage);
  const { question } = layer;
  const answers = isChoice(question) ? question.answers : [];
  return {
    number,
    kind: question.kind,
    marks: question.marks,
    language: layer.language,
    promptHtml: blockHtml(question.prompt, question.format),
    choices: answers.map(({ text }, index) => ({
      value: String(index),
      html: question.kind === "boolean" ? "" : inlineHtml(text, question.format),
    })),
    response,
  };
}
