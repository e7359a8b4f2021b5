import { db } from "#app/infra/db.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import type { UnitAddress } from "./save-draft.server.ts";
import { type AuthoredUnit, getUnitToWriteFor, isChanged, loadTextState, writtenIn } from "./load-texts.server.ts";
import { unitKinds } from "#app/modules/learning/courses/unit-kinds.ts";
import type { Completion } from "#app/modules/learning/courses/completion.ts";
import { renderLesson } from "#app/modules/learning/study/get-unit.server.ts";
import { loadSlots } from "#app/modules/learning/quizzes/draw-questions.server.ts";
import { fillSlots } from "#app/modules/learning/quizzes/question-draw.ts";
import { fitAnswers, type AttemptQuestion } from "#app/modules/learning/quizzes/attempt-questions.server.ts";
import { previewQuiz } from "#app/modules/learning/quizzes/attempt-grade.ts";
import { reviewAttempt } from "#app/modules/learning/quizzes/get-receipt.server.ts";
import { loadSettingsFor } from "#app/modules/learning/quizzes/save-quiz-settings.server.ts";
import { askQuestion, type AskedQuestion } from "#app/modules/learning/questions/quiz-view.ts";
import type { ReviewedQuestion } from "#app/modules/learning/questions/review-view.ts";
import type { Answers } from "#app/modules/learning/courses/schemas.ts";
import type { Authoring } from "#app/modules/learning/courses/staff-access.server.ts";
import { type Text, textIn } from "#app/modules/learning/courses/text.ts";

export type UnitPreview = {
  access: Authoring;
  unit: AuthoredUnit & { minutes: number; completion: Completion };
  module: Text;
  /** The language that was asked for, and the one that the text is in. */
  language: string;
  text: { title: string; html: string; language: string };
  isDraft: boolean;
  quiz: { questions: AskedQuestion[]; missing: number } | null;
};

/** All that a review can show: whoever writes a quiz may see what is right. */
const showsAll = {
  answers: true,
  verdict: true,
  marks: true,
  feedback: true,
  general: true,
  right: true,
  overall: true,
};

/**
 * A unit as learners will see it once its draft is published; of a quiz the paper that `seed` draws. In the language
 * asked for, else in the course's own, as learners get it. Nine SQL statements at most, and nothing is written. Throws as
 * `getUnitToWriteFor`.
 */
export async function previewUnitFor(
  actor: MaybeActor,
  address: UnitAddress,
  { language: wished, seed }: { language: string; seed: number },
): Promise<UnitPreview> {
  const { access, unit, language } = await getUnitToWriteFor(actor, address, wished);
  const { defaultLanguage, slug } = access.course;
  const own = await loadTextState(unit.id, language);
  const hasText = own.draft !== null || own.published !== null;
  const shown = hasText || language === defaultLanguage ? own : await loadTextState(unit.id, defaultLanguage);
  const shownLanguage = shown === own ? language : defaultLanguage;
  const { title, body } = writtenIn(shown);
  const { minutes, completion, module } = await db().unit.findUniqueOrThrow({
    where: { id: unit.id },
    select: { minutes: true, completion: true, module: { select: { title: true } } },
  });
  return {
    access,
    language,
    unit: { ...unit, minutes, completion: completion as Completion },
    module: textIn(module.title, language, defaultLanguage),
    text: { title, html: renderLesson(body, shownLanguage, slug), language: shownLanguage },
    isDraft: unit.state === "draft" || isChanged(shown),
    quiz: unitKinds[unit.kind].asksQuestions
      ? await askPreviewQuestions(unit.id, { language, ownLanguage: defaultLanguage, seed, slug })
      : null,
  };
}

/**
 * What an attempt with these answers would earn and show; nothing is stored, staff make no attempt. Throws as
 * `getUnitToWriteFor`.
 */
export async function tryQuizFor(
  actor: MaybeActor,
  address: UnitAddress,
  { language: wished, seed, answers }: { language: string; seed: number; answers: Answers },
): Promise<{ questions: ReviewedQuestion[]; marks: number | null; maxMarks: number; percent: number | null }> {
  const { access, unit, language } = await getUnitToWriteFor(actor, address, wished);
  const ownLanguage = access.course.defaultLanguage;
  const { questions, settings } = await drawTrial(unit.id, seed);
  const fitted = fitAnswers(questions, { answers, page: null });
  const { answers: graded, total } = previewQuiz(questions, fitted, { ownLanguage, penalty: settings.penalty });
  const answered = questions.map((one, index) => ({
    ...one,
    response: fitted[one.number] ?? [],
    marks: graded[index]?.marks ?? null,
  }));
  const looking = { language, ownLanguage, settings, seed, courseSlug: access.course.slug };
  return {
    questions: reviewAttempt(answered, showsAll, looking),
    marks: total.marks,
    maxMarks: total.maxMarks,
    percent: total.percent,
  };
}

type Asking = { language: string; ownLanguage: string; seed: number; slug: string };

async function askPreviewQuestions(unitId: string, { language, ownLanguage, seed, slug }: Asking) {
  const { questions, missing, settings } = await drawTrial(unitId, seed);
  const options = { seed, shufflesChoices: settings.shufflesChoices, courseSlug: slug };
  return { questions: questions.map((row) => askQuestion(row, language, ownLanguage, options)), missing };
}

/** The paper that an attempt with this seed would get, in the newest versions; places that find too few are left short. */
async function drawTrial(unitId: string, seed: number) {
  const settings = await loadSettingsFor(unitId);
  const drawn = fillSlots(await loadSlots(db(), unitId), { seed, shuffles: settings.shufflesSlots });
  const rows = JSON.stringify(drawn.questions.map((one, index) => ({ ...one, number: index + 1 })));
  const questions = await db().$queryRaw<AttemptQuestion[]>`
    SELECT x.number, v.id AS "questionVersionId", v.layers AS translations, coalesce(x.marks, v.marks) AS "maxMarks",
           '{}'::text[] AS response, NULL::float8 AS marks, NULL::float8 AS "manualMarks", NULL AS comment
      FROM jsonb_to_recordset(${rows}::jsonb) AS x(number int, "questionId" uuid, marks float8)
      JOIN LATERAL (SELECT id, marks, layers FROM question_versions WHERE question_id = x."questionId"
                     ORDER BY number DESC LIMIT 1) v ON true
     ORDER BY x.number`;
  return { questions, missing: drawn.missing.length, settings };
}
