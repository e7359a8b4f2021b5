import type { PageRequest } from "#app/http/page.server.ts";
import { getCourseFor } from "#app/modules/learning/outline/get-course.server.ts";
import { type OutlineUnit, unitsOf } from "#app/modules/learning/outline/load-outlines.server.ts";
import type { AttemptRow } from "#app/modules/learning/quizzes/find-attempt.server.ts";
import { getEndedFor } from "#app/modules/learning/quizzes/get-ended-attempt.server.ts";
import { openQuestionsIn, type AttemptQuestion } from "#app/modules/learning/quizzes/attempt-questions.server.ts";
import { reviewAttempt } from "#app/modules/learning/quizzes/get-receipt.server.ts";
import { showsAt } from "#app/modules/learning/quizzes/review-options.ts";
import { loadSettingsFor } from "#app/modules/learning/quizzes/save-quiz-settings.server.ts";
import type { QuizSettings } from "#app/modules/learning/quizzes/quiz-settings.ts";
import { findAttemptFor } from "#app/modules/learning/quizzes/start-attempt.server.ts";
import { graceEndOf, phaseAt } from "#app/modules/learning/dates/timing.ts";
import { askQuestion } from "#app/modules/learning/questions/quiz-view.ts";

/**
 * What the address of an attempt shows: its questions (one page of them), the step before submitting, what is left to do
 * when the time has ended, or what to read before beginning. Nothing that tells a right answer leaves here. Ten SQL
 * statements at most.
 */
export async function loadAttemptPage({ actor, param, language, url, savedFormSecret }: PageRequest) {
  const address = { courseSlug: param("slug"), unitSlug: param("unit") };
  const now = new Date();
  const { unit: key, running, start } = await findAttemptFor(actor, address, { at: now });
  const [{ course, modules }, settings] = await Promise.all([
    getCourseFor(actor, address.courseSlug, language),
    running && loadSettingsFor(key.id),
  ]);
  const unit = unitsOf(modules).find(({ slug }) => slug === address.unitSlug)!;
  const frame = { course, unit, now };
  // Whoever signed in again after the time had ended sees what they had typed.
  const ended = !running && savedFormSecret ? await getEndedFor(actor, address, { language, ended: "last" }) : null;
  if (!running || !settings) return { ...frame, view: "start" as const, start: start!, ended };
  const { questions, ...attempt } = running;
  const phase = phaseAt(attempt, attempt, now);
  const open = openQuestionsIn(
    questions,
    Object.fromEntries(questions.map(({ number, response }) => [number, response])),
  );
  const shown = { number: attempt.number, endsAt: attempt.endsAt, open, count: questions.length };
  if (phase !== "running") {
    const until = attempt.endsAt && attempt.timeEnd === "grace" ? graceEndOf(attempt.endsAt, attempt) : null;
    return { ...frame, view: "ended" as const, attempt: { ...shown, until } };
  }
  const pages = pagesOf(questions, settings.questionsPerPage);
  const looking = { unit, settings, language, ownLanguage: key.ownLanguage, courseSlug: course.slug };
  return url.searchParams.get("step") === "check"
    ? { ...frame, view: "check" as const, ...checkView(attempt, questions, { ...looking, pages }), open }
    : {
        ...frame,
        view: "form" as const,
        ...formView(attempt, { ...looking, pages, url }),
        open,
        count: questions.length,
      };
}

export type AttemptPageData = Awaited<ReturnType<typeof loadAttemptPage>>;
export type FormData = Extract<AttemptPageData, { view: "form" }>;
export type CheckData = Extract<AttemptPageData, { view: "check" }>;
export type StartData = Extract<AttemptPageData, { view: "start" }>;
export type EndedData = Extract<AttemptPageData, { view: "ended" }>;

type Looking = {
  unit: OutlineUnit;
  settings: QuizSettings;
  language: string;
  ownLanguage: string;
  courseSlug: string;
  pages: AttemptQuestion[][];
};

function formView(
  attempt: AttemptRow,
  { pages, url, language, ownLanguage, settings, courseSlug }: Looking & { url: URL },
) {
  const page = Math.min(pages.length, Math.max(1, Math.trunc(Number(url.searchParams.get("page"))) || 1));
  const { seed } = attempt;
  const options = { seed, shufflesChoices: settings.shufflesChoices, courseSlug };
  return {
    attempt: clockOf(attempt),
    questions: (pages[page - 1] ?? []).map((row) => askQuestion(row, language, ownLanguage, options)),
    page,
    pages: pages.length,
    timeEnd: settings.timeEnd,
    /** The reader has chosen the saved answers over those on their device. */
    forgetsDevice: url.searchParams.get("use") === "saved",
  };
}

function checkView(attempt: AttemptRow, questions: AttemptQuestion[], looking: Looking) {
  const { unit, settings, pages } = looking;
  const shows = showsAt(settings.review, "during", { isPassed: unit.completedAt !== null });
  const isReviewed = shows.verdict || shows.marks || shows.feedback || shows.general || shows.right;
  const answered = questions.filter(({ response }) => response.length > 0);
  return {
    attempt: clockOf(attempt),
    timeEnd: settings.timeEnd,
    count: questions.length,
    /** Question number -> the page it stands on. */
    pageOf: Object.fromEntries(pages.flatMap((rows, index) => rows.map(({ number }) => [number, index + 1]))),
    pages: pages.length,
    reviewed: isReviewed ? reviewAttempt(answered, shows, { ...looking, seed: attempt.seed }) : [],
  };
}

function clockOf({ id, number, version, startedAt, savedAt, endsAt }: AttemptRow) {
  return { id, number, version, startedAt, savedAt, endsAt };
}

function pagesOf(questions: AttemptQuestion[], size: number): AttemptQuestion[][] {
  if (size === 0) return [questions];
  return Array.from({ length: Math.ceil(questions.length / size) }, (_, index) =>
    questions.slice(index * size, (index + 1) * size),
  );
}
