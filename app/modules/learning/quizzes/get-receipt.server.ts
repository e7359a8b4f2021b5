import { notFound, signInNeeded } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import { renderMarkdown } from "#app/lib/markdown.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { getCourseFor } from "#app/modules/learning/outline/get-course.server.ts";
import { unitsOf } from "#app/modules/learning/outline/load-outlines.server.ts";
import type { QuizAddress } from "./find-attempt.server.ts";
import { loadLimits } from "#app/modules/learning/dates/load-limits.server.ts";
import { lessonsBehind } from "./lessons-behind.ts";
import { feedbackFor } from "./overall-feedback.ts";
import { loadAttemptQuestions, type AttemptQuestion } from "./attempt-questions.server.ts";
import { type ReviewShows, reviewMomentAt, showsAt } from "./review-options.ts";
import { loadQuizSettings } from "./save-quiz-settings.server.ts";
import type { QuizSettings } from "./quiz-settings.ts";
import { type ReviewedQuestion, reviewQuestion } from "#app/modules/learning/questions/review-view.ts";

type Receipt = {
  number: number;
  submittedAt: Date;
  /** Whether an answer waits for somebody to mark it. */
  needsMarking: boolean;
  /** Null where they may not be shown yet, or wait to be marked. */
  marks: number | null;
  maxMarks: number | null;
  percent: number | null;
  isEnough: boolean | null;
};

/**
 * A submitted attempt of the actor's own: its receipt and whatever the quiz lets them see now, in marks, questions and
 * overall feedback; what they may not see is not in the answer (see `review-options.ts`). Seven SQL statements. Throws 401
 * for a guest, 404 for an attempt that is not theirs or was not submitted.
 */
export async function getReceiptFor(
  actor: MaybeActor,
  { courseSlug, unitSlug }: QuizAddress,
  number: number,
  language: string,
  { at = new Date() } = {},
) {
  if (!actor) throw signInNeeded();
  const { course, modules, standing } = await getCourseFor(actor, courseSlug, language);
  const units = unitsOf(modules);
  const position = units.findIndex((one) => one.slug === unitSlug);
  const unit = units[position];
  if (!unit || unit.kind !== "quiz" || !Number.isSafeInteger(number) || number > 1e9) throw notFound();
  const attempt = await db().attempt.findUnique({
    where: { unitId_userId_number: { unitId: unit.id, userId: actor.id, number } },
    select: {
      id: true,
      state: true,
      seed: true,
      submittedAt: true,
      marks: true,
      maxMarks: true,
      percent: true,
      needsMarking: true,
      unit: { select: { hidesGrades: true } },
    },
  });
  if (!attempt?.submittedAt || attempt.state !== "submitted") throw notFound();
  const { submittedAt, needsMarking } = attempt;
  const settings = await loadQuizSettings(db(), unit.id);
  const { closesAt } = await loadLimits(db(), { userId: actor.id, unitId: unit.id });
  const moment = reviewMomentAt({ submittedAt, closesAt }, at);
  const allowed = showsAt(settings.review, moment, { isPassed: unit.completedAt !== null });
  const { hidesGrades } = attempt.unit;
  const shows = hidesGrades ? { ...nothing, answers: allowed.answers } : allowed;
  const translation = { language, ownLanguage: course.defaultLanguage };
  const overall = shows.overall ? feedbackFor(settings.overallFeedback, attempt.percent, translation) : null;
  const receipt: Receipt = {
    number,
    submittedAt,
    needsMarking,
    marks: shows.marks ? attempt.marks : null,
    maxMarks: shows.marks ? attempt.maxMarks : null,
    percent: shows.marks ? attempt.percent : null,
    isEnough: shows.marks && attempt.percent !== null ? attempt.percent >= (unit.completion.passed ?? 0) : null,
  };
  const questions = shows.answers ? await loadAttemptQuestions(db(), attempt.id) : [];
  const reviewed = reviewAttempt(questions, shows, { ...translation, settings, seed: attempt.seed, courseSlug });
  return {
    course,
    unit,
    standing,
    following: units[position + 1] ?? null,
    receipt,
    shows,
    hidesGrades,
    overall: overall && { html: renderMarkdown(overall.text, { headingOffset: 2 }), language: overall.language },
    questions: reviewed.map((question, at) => ({
      ...question,
      lessons: isToReview(question) ? lessonsBehind(questions[at]!, { courseSlug, modules, quiz: unit }) : [],
    })),
  };
}

/** Whether a lesson would help: the answer may be seen to be wrong, wholly or in a part, or there is none. */
function isToReview({ verdict }: ReviewedQuestion): boolean {
  return verdict === "wrong" || verdict === "partly" || verdict === "unanswered";
}

/** While grades are hidden nothing is told of an answer: each word on it would tell whether it is right. */
const nothing: ReviewShows = {
  answers: false,
  verdict: false,
  marks: false,
  feedback: false,
  general: false,
  right: false,
  overall: false,
};

type Looking = { language: string; ownLanguage: string; settings: QuizSettings; seed: number; courseSlug: string };

/** The questions of an attempt with no more than what `shows` allows; none when even the answers are hidden. */
export function reviewAttempt(
  questions: readonly AttemptQuestion[],
  shows: ReviewShows,
  { settings, ...looking }: Looking,
): ReviewedQuestion[] {
  if (!shows.answers) return [];
  const options = {
    ...looking,
    showsRight: shows.right,
    showsVerdict: shows.verdict,
    showsMarks: shows.marks,
    showsFeedback: shows.feedback,
    showsGeneral: shows.general,
    penalty: settings.penalty,
    shufflesChoices: settings.shufflesChoices,
  };
  return questions.map((row) => reviewQuestion(row, options));
}
