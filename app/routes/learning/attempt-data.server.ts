import type { PageRequest } from "#app/http/page.server.ts";
import { openAttempt } from "#app/modules/learning/attempts.server.ts";
import { getCourseFor } from "#app/modules/learning/courses.server.ts";
import { unitsOf } from "#app/modules/learning/outline.server.ts";
import { askQuestion } from "#app/modules/learning/quiz-view.ts";

/** The running attempt with its questions in the reader's language, and what stands around them. Six SQL statements. */
export async function loadAttemptPage({ actor, param, language, url }: PageRequest) {
  const address = { courseSlug: param("slug"), unitSlug: param("unit") };
  const { attempt, paper, ownLanguage, isNewEnrolment } = await openAttempt(actor, address);
  const { course, modules } = await getCourseFor(actor, address.courseSlug, language);
  const unit = unitsOf(modules).find(({ slug }) => slug === address.unitSlug)!;
  const questions = paper.map((row) => askQuestion(row, language, ownLanguage));
  const open = questions.filter(({ response }) => response.length === 0).map(({ number }) => number);
  return {
    ...{ course, unit, attempt, questions, isNewEnrolment },
    /** Before submitting with questions left open: which. */
    openQuestions: url.searchParams.get("step") === "check" ? open : [],
    /** The reader has chosen the saved answers over those on their device. */
    forgetsDevice: url.searchParams.get("use") === "saved",
  };
}

export type AttemptPageData = Awaited<ReturnType<typeof loadAttemptPage>>;
