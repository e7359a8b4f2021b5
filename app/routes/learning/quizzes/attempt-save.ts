import { manyFields } from "#app/http/bodies/limits.ts";
import { admitActiveViewer } from "#app/http/admit.server.ts";
import { form } from "#app/http/form.server.ts";
import type { PageRequest } from "#app/http/page.server.ts";
import { loginPath } from "#app/http/paths.ts";
import { leadsTo } from "#app/http/resource.server.ts";
import { formatFor } from "#app/i18n/format.ts";
import { isAppError } from "#app/infra/app-error.ts";
import { attemptPath, receiptPath } from "#app/modules/learning/courses/paths.ts";
import { type Saved, type SavedAnswers, saveAnswers } from "#app/modules/learning/quizzes/save-answers.server.ts";
import { savedAt as savedLine, saveWords, signedOutWords } from "#app/ui/forms/save-line.tsx";
import { type AnswersInput, answersSchema } from "#app/modules/learning/courses/schemas.ts";

export const loader = leadsTo(({ param }) => attemptPath(param("slug"), param("unit")));

/**
 * Saves what a page sends by itself, with the fields of its form. Answers `{ version, savedAt, endsAt, now }`, or
 * `{ stale, … }` with the saved answers (409), `{ submitted }` with the address of the result (409), `{ late }` when the
 * time has ended (409), `{ signIn }` with the address of the sign-in page (401); `message` says each in the reader's
 * language, and `link` what its link is called.
 */
export const action = form(
  { schema: answersSchema, resource: true, limits: manyFields, admit: admitActiveViewer, signedOut: askToSignIn },
  save,
);

async function save(input: AnswersInput, request: PageRequest): Promise<Response> {
  const { actor, param } = request;
  const [courseSlug, unitSlug] = [param("slug"), param("unit")];
  try {
    const result = await saveAnswers(actor, { courseSlug, unitSlug }, input);
    return result.kind === "saved" ? saved(request, result) : over(request, result.number, result.state);
  } catch (error) {
    return refused(request, error);
  }
}

function saved({ t, language, zone }: PageRequest, { version, savedAt, endsAt, answered, count }: Saved): Response {
  const time = formatFor(language, zone).time(savedAt);
  const clock = { endsAt: endsAt?.getTime() ?? null, now: Date.now() };
  const words = {
    message: t("learning.attempt.saved", { time, answered, count }),
    again: savedLine(t, time, { isAgain: true }),
  };
  return Response.json({ version, savedAt, ...clock, ...words });
}

function over({ t, param }: PageRequest, number: number, state: string): Response {
  const [courseSlug, unitSlug] = [param("slug"), param("unit")];
  const isAbandoned = state === "abandoned";
  const submitted = isAbandoned ? attemptPath(courseSlug, unitSlug) : receiptPath(courseSlug, unitSlug, number);
  const words = isAbandoned
    ? { message: t("quizzes.attempt.flash_abandoned"), link: t("learning.receipt.to_quiz") }
    : { message: t("learning.attempt.was_submitted"), link: t("learning.attempt.see_result") };
  return Response.json({ submitted, ...words }, { status: 409 });
}

function refused({ t, param }: PageRequest, error: unknown): Response {
  if (!isAppError(error)) throw error;
  if (error.code === "learning.error.stale") {
    const there = error.details.data as SavedAnswers;
    return Response.json({ stale: true, ...there, message: saveWords(t).conflict }, { status: 409 });
  }
  if (error.code !== "quizzes.error.too_late") throw error;
  const late = attemptPath(param("slug"), param("unit"));
  return Response.json({ late, message: t("quizzes.attempt.late_short") }, { status: 409 });
}

function askToSignIn({ t, param }: PageRequest): Response {
  const signIn = loginPath(attemptPath(param("slug"), param("unit")));
  return Response.json({ signIn, ...signedOutWords(t) }, { status: 401 });
}
