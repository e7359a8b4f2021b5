import { chosenIndexes, matchingAnswer } from "#app/modules/learning/grading.ts";
import { blockHtml } from "#app/modules/learning/question-html.ts";
import { gradeInLayers, type QuestionLayers } from "#app/modules/learning/question-layers.ts";
import { hasAnswers, isChoice, type NumericAnswer, type Question } from "#app/modules/learning/questions.ts";
import { askQuestion, type AskedQuestion } from "#app/modules/learning/quiz-view.ts";

export type ReviewedQuestion = Omit<AskedQuestion, "choices" | "marks"> & {
  verdict: "right" | "partly" | "wrong" | "unanswered";
  earned: number;
  marks: number;
  choices: (AskedQuestion["choices"][number] & { isChosen: boolean; verdict?: "right" | "wrong" })[];
  /** What was typed, where one types. */
  typed: string | null;
  /** Where one types and the right answers are shown: what would have been right. */
  rightAnswers: string[];
  /** On the answer, then for everybody; in the language of the layer that graded it. */
  feedbackHtml: string[];
  feedbackLanguage: string;
};

type Row = { number: number; layers: QuestionLayers; response: string[] };
type Options = { language: string; ownLanguage: string; showsRight: boolean };

/** A question of a submitted attempt with its verdict and feedback; the right answers only when `showsRight`. */
export function reviewQuestion(row: Row, { language, ownLanguage, showsRight }: Options): ReviewedQuestion {
  const asked = askQuestion(row, language, ownLanguage);
  const {
    question,
    grade,
    language: feedbackLanguage,
  } = gradeInLayers(row.layers, row.response, { language, ownLanguage });
  const chosen = isChoice(question) ? chosenIndexes(question, row.response) : [];
  return {
    ...asked,
    verdict: grade.right,
    earned: grade.marks,
    choices: asked.choices.map((choice, index) => {
      const isChosen = chosen.includes(index);
      const isRight = isChoice(question) && (question.answers[index]?.fraction ?? 0) > 0;
      const verdict = isChosen ? (isRight ? "right" : "wrong") : showsRight && isRight ? "right" : undefined;
      return { ...choice, isChosen, ...(verdict && { verdict }) };
    }),
    typed: isChoice(question) ? null : (row.response[0] ?? ""),
    rightAnswers: showsRight && grade.right !== "right" ? fullAnswers(question) : [],
    feedbackHtml: feedbackOf(question, row.response, grade.right).map((text) => blockHtml(text, question.format)),
    feedbackLanguage,
  };
}

function feedbackOf(question: Question, response: string[], verdict: ReviewedQuestion["verdict"]): string[] {
  const onAnswer = isChoice(question)
    ? chosenIndexes(question, response).map((index) => question.answers[index]?.feedback)
    : [matchingAnswer(question, response[0] ?? "")?.feedback];
  const { right, wrong, general } = question.feedback ?? {};
  const onVerdict = verdict === "right" ? right : verdict === "unanswered" ? undefined : wrong;
  return [...onAnswer, onVerdict, general].flatMap((text) => text || []);
}

/** What earns all the marks, in words; patterns with a star and open ranges are left out. */
function fullAnswers(question: Question): string[] {
  if (!hasAnswers(question) || isChoice(question)) return [];
  const full = (question.answers as { fraction: number }[]).filter(({ fraction }) => fraction === 1);
  if (question.kind === "numeric") return (full as NumericAnswer[]).map(numberWords).filter((words) => words !== "");
  return (full as { fraction: number; text: string }[])
    .map(({ text }) => text)
    .filter((text) => !/(?<!\\)\*/.test(text))
    .map((text) => text.replaceAll("\\*", "*"))
    .slice(0, 3);
}

function numberWords(answer: NumericAnswer): string {
  if (!("value" in answer)) return answer.min === null || answer.max === null ? "" : `${answer.min} – ${answer.max}`;
  return answer.tolerance > 0 ? `${answer.value} (± ${answer.tolerance})` : String(answer.value);
}
