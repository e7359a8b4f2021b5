import { fullAnswers } from "./full-answers.ts";
import { type Grade, matchingAnswer, type Verdict, verdictOf } from "./grading.ts";
import { blockHtml, inlineHtml } from "./question-html.ts";
import { gradeInTranslations, translationIn } from "./question-translations.ts";
import { isChoice, type Question } from "./questions.ts";
import { askQuestion, type AskedQuestion, type AskedRow, type AskOptions } from "./quiz-view.ts";
import { chosenIndexes, fitResponse, hasFields } from "./responses.ts";
import { reviewFields, type ReviewedField } from "./review-fields.ts";

/** A pair, place or gap in a review; null where there is nothing to show, or where it may not be shown. */
export type ShownField = {
  promptHtml: string | null;
  givenHtml: string | null;
  verdict: ReviewedField["verdict"];
  rightHtml: string | null;
};

export type ReviewedQuestion = Omit<AskedQuestion, "choices"> & {
  /** Null where it may not be shown. */
  verdict: Verdict | null;
  isAnswered: boolean;
  /** Null while the answer waits for its marks. Shown only if `showsMarks`. */
  earned: number | null;
  showsMarks: boolean;
  choices: (AskedQuestion["choices"][number] & { isChosen: boolean; verdict?: "right" | "wrong" })[];
  /** What was typed, where one types. */
  typed: string | null;
  /** Of a matching, an ordering, a cloze. */
  fields: ShownField[];
  /** Where one types and the right answers are shown: what would have been right. */
  rightAnswers: string[];
  /** Of an ordering that is not right, when right answers are shown: all items as they should stand. */
  rightOrder: string[];
  /** On the answer, then for everybody; in the language of the layer that graded it. */
  feedbackHtml: string[];
  feedbackLanguage: string;
  /** What whoever marked the answer wrote. */
  comment: string | null;
};

export type ReviewedRow = AskedRow & {
  /** The marks as they are kept; worked out again when there are none. */
  marks?: number | null;
  /** Somebody's own marks, which come before all others. */
  manualMarks?: number | null;
  comment?: string | null;
};

export type ReviewOptions = AskOptions & {
  language: string;
  ownLanguage: string;
  /** What would have been right. */
  showsRight: boolean;
  /** Right or wrong, of the question and of its parts; without it the answer is shown and nothing about it. */
  showsVerdict?: boolean;
  showsMarks?: boolean;
  /** What the question says on the answer given, and whoever marked it. */
  showsFeedback?: boolean;
  /** What the question says to everybody. */
  showsGeneral?: boolean;
  /** The quiz's penalty, for marks that are not kept. */
  penalty?: number;
};

/**
 * A question of a submitted attempt: the answer with whatever of verdict, marks, feedback and right answers may be shown.
 * What may not is not in the result.
 */
export function reviewQuestion(row: ReviewedRow, options: ReviewOptions): ReviewedQuestion {
  const { language, ownLanguage, showsRight, showsVerdict = true, showsMarks = true, courseSlug, penalty } = options;
  const asked = askQuestion(row, language, ownLanguage, options);
  const maxMarks = asked.marks;
  const graded = gradeInTranslations(row.translations, row.response, { language, ownLanguage, maxMarks, penalty });
  const { question, grade } = graded;
  const response = fitResponse(question, row.response);
  const { earned, verdict } = standing(row, grade, maxMarks);
  const feedback = feedbackOf(question, response, verdict, options);
  return {
    ...asked,
    verdict: showsVerdict || verdict === "unmarked" ? verdict : null,
    isAnswered: response.length > 0,
    earned: showsMarks ? earned : null,
    showsMarks,
    choices: reviewChoices(asked, question, response, { showsRight, showsVerdict }),
    typed: ["short", "numeric", "essay"].includes(question.kind) ? (response[0] ?? "") : null,
    fields: showFields(row, response, graded, options),
    rightAnswers: showsRight && verdict !== "right" ? fullAnswers(question) : [],
    rightOrder: showsRight && verdict !== "right" ? rightOrder(row, options) : [],
    feedbackHtml: feedback.map((text) => blockHtml(text, question.format, courseSlug)),
    feedbackLanguage: graded.language,
    comment: (options.showsFeedback ?? true) ? row.comment || null : null,
  };
}

/** Somebody's own marks come first, then those that are kept, then those that the answer would have now. */
function standing({ marks, manualMarks }: ReviewedRow, grade: Grade, maxMarks: number) {
  if (manualMarks === undefined || manualMarks === null) return { earned: marks ?? grade.marks, verdict: grade.right };
  const verdict: Verdict = maxMarks > 0 ? verdictOf(manualMarks / maxMarks) : "right";
  return { earned: manualMarks, verdict };
}

type Shows = Pick<ReviewOptions, "showsRight" | "showsVerdict">;

function reviewChoices(asked: AskedQuestion, question: Question, response: string[], shows: Shows) {
  if (!isChoice(question)) return [];
  const chosen = chosenIndexes(question, response);
  return asked.choices.map((choice) => {
    const index = Number(choice.value);
    const isChosen = chosen.includes(index);
    const isRight = (question.answers[index]?.fraction ?? 0) > 0;
    const isJudged = isChosen && shows.showsVerdict;
    const verdict = isRight && (isJudged || shows.showsRight) ? "right" : !isRight && isJudged ? "wrong" : undefined;
    return { ...choice, isChosen, ...(verdict && { verdict: verdict as "right" | "wrong" }) };
  });
}

/** Words in the reader's language, verdicts of the language that graded best. */
function showFields(
  { translations }: ReviewedRow,
  response: string[],
  graded: { question: Question },
  { language, ownLanguage, showsRight, showsVerdict = true, courseSlug }: ReviewOptions,
): ShownField[] {
  const { question } = translationIn(translations, language, ownLanguage);
  if (!hasFields(question) || !hasFields(graded.question)) return [];
  const verdicts = reviewFields(graded.question, response);
  const html = (text: string | null) => (text === null ? null : inlineHtml(text, question.format, courseSlug));
  return reviewFields(question, response).map(({ prompt, given, isTyped, right }, at) => {
    const verdict = verdicts[at]?.verdict ?? null;
    // What is typed, or would be, is no Markdown, whatever the question's texts are.
    const own = (text: string | null) => (isTyped && text !== null ? inlineHtml(text, "plain") : html(text));
    return {
      promptHtml: html(prompt),
      givenHtml: own(given),
      verdict: showsVerdict ? verdict : null,
      rightHtml: showsRight && verdict !== "right" ? own(right) : null,
    };
  });
}

function rightOrder({ translations }: ReviewedRow, { language, ownLanguage, courseSlug }: ReviewOptions): string[] {
  const { question } = translationIn(translations, language, ownLanguage);
  return question.kind === "ordering" ? question.items.map((one) => inlineHtml(one, question.format, courseSlug)) : [];
}

function feedbackOf(question: Question, response: string[], verdict: Verdict, options: ReviewOptions): string[] {
  const { showsFeedback = true, showsGeneral = true } = options;
  const { right, partly, wrong, general } = question.feedback ?? {};
  const onVerdict = { right, partly: partly ?? wrong, wrong, unanswered: undefined, unmarked: undefined }[verdict];
  const own = showsFeedback ? [...feedbackOnAnswers(question, response), onVerdict] : [];
  return [...own, showsGeneral ? general : undefined].flatMap((text) => text || []);
}

function feedbackOnAnswers(question: Question, response: string[]): (string | null | undefined)[] {
  if (hasFields(question)) return reviewFields(question, response).map(({ feedback }) => feedback);
  if (isChoice(question)) return chosenIndexes(question, response).map((index) => question.answers[index]?.feedback);
  return [matchingAnswer(question, response[0] ?? "")?.feedback];
}
