import type { ActionFunctionArgs } from "@remix-run/node";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { page, pageRequest, type PageRequest } from "#app/http/page.server.ts";
import { loginPath } from "#app/http/paths.ts";
import { formatFor } from "#app/i18n/format.ts";
import { isAppError } from "#app/infra/app-error.ts";
import { type SavedAnswers, saveAnswers } from "#app/modules/learning/attempts.server.ts";
import { attemptPath, receiptPath } from "#app/modules/learning/paths.ts";
import { answersSchema } from "#app/modules/learning/schemas.ts";

export const loader = page(async ({ param }) => {
  throw redirectWith(attemptPath(param("slug"), param("unit")));
});

/**
 * Saves what a page sends by itself, with the fields of its form. Answers `{ version, savedAt }`, or `{ stale, … }` with
 * the saved answers (409), `{ submitted }` with the address of the result (409), `{ signIn }` with the address of the
 * sign-in page (401); `message` says each in the reader's language, and `link` what its link is called.
 */
export async function action(args: ActionFunctionArgs) {
  const request = pageRequest(args);
  // Before the form is read: the glue of forms would keep these answers and lead a script to a page.
  if (!request.actor) return askToSignIn(request);
  return save(args);
}

const save = form({ schema: answersSchema }, async (input, request) => {
  const { actor, param, t } = request;
  const [courseSlug, unitSlug] = [param("slug"), param("unit")];
  try {
    const result = await saveAnswers(actor, { courseSlug, unitSlug }, input);
    if (result.kind === "submitted") {
      const submitted = receiptPath(courseSlug, unitSlug, result.number);
      const words = { message: t("learning.attempt.was_submitted"), link: t("learning.attempt.see_result") };
      return Response.json({ submitted, ...words }, { status: 409 });
    }
    const { version, savedAt } = result;
    return Response.json({ version, savedAt, message: savedMessage(request, savedAt) });
  } catch (error) {
    if (!isAppError(error) || error.code !== "learning.error.stale") throw error;
    const saved = error.details.data as SavedAnswers;
    return Response.json({ stale: true, ...saved, message: t("learning.attempt.stale_short") }, { status: 409 });
  }
});

function savedMessage({ t, language, zone }: PageRequest, savedAt: Date): string {
  return t("learning.attempt.saved", { time: formatFor(language, zone).time(savedAt) });
}

function askToSignIn({ t, param }: PageRequest): Response {
  const signIn = loginPath(attemptPath(param("slug"), param("unit")));
  const words = { message: t("learning.attempt.signed_out"), link: t("learning.attempt.sign_in") };
  return Response.json({ signIn, ...words }, { status: 401 });
}
