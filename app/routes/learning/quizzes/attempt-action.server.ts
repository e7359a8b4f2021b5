import type { ActionFunctionArgs } from "@remix-run/node";
import { redirectWith } from "#app/http/flash.server.ts";
import { pageRequest, type PageRequest } from "#app/http/page.server.ts";
import { AppError, isAppError } from "#app/infra/app-error.ts";
import { attemptPath, receiptPath, unitPath } from "#app/modules/learning/courses/paths.ts";
import { saveAnswers, submitAnswers, type TooLate } from "#app/modules/learning/quizzes/save-answers.server.ts";
import { getEndedFor } from "#app/modules/learning/quizzes/get-ended-attempt.server.ts";
import { openAttempt, openIfFree } from "#app/modules/learning/quizzes/start-attempt.server.ts";
import type { AnswersInput } from "#app/modules/learning/courses/schemas.ts";
import { noNumber } from "./no-number.ts";

/** What a form of the attempt's page does, and where it leads. */
export async function answerAttempt(input: AnswersInput, request: PageRequest): Promise<Response> {
  const { actor, param } = request;
  const address = { courseSlug: param("slug"), unitSlug: param("unit") };
  const attempt = attemptPath(address.courseSlug, address.unitSlug);
  if (input.intent === "start") {
    const { isNewEnrolment } = await openAttempt(actor, address);
    return redirectWith(attempt, isNewEnrolment ? { flash: "learning.attempt.enrolled" } : {});
  }
  const receipt = (number: number) => receiptPath(address.courseSlug, address.unitSlug, number);
  const write = input.intent === "submit" ? submitAnswers : saveAnswers;
  const result = await write(actor, address, input).catch((error: unknown) => withQuestions(error, request));
  switch (result.kind) {
    case "saved":
      if (input.intent === "check") return redirectWith(`${attempt}?step=check`);
      return input.to === null
        ? redirectWith(attempt, { flash: "learning.flash.saved" })
        : redirectWith(`${attempt}?page=${input.to}`);
    case "unanswered":
      return redirectWith(`${attempt}?step=check`);
    case "unread":
      // On the page of one sheet beside the fields; the step before submitting names them and leads there.
      if (input.isConfirmed) return redirectWith(`${attempt}?step=check`);
      throw noNumbers(result.typed, result.version);
    case "over":
      if (result.state === "abandoned") {
        return redirectWith(unitPath(address.courseSlug, address.unitSlug), {
          flash: "quizzes.attempt.flash_abandoned",
        });
      }
      return redirectWith(receipt(result.number), { flash: "learning.flash.already_submitted" });
    case "graded":
      return redirectWith(receipt(result.number));
  }
}

/** What is saved stays saved: the page goes on from `version`. */
function noNumbers(typed: Record<number, string[]>, version: number): AppError {
  const fields = Object.entries(typed).map(([number, words]) => [`q${number}`, noNumber(words)]);
  return new AppError("error.form", 400, { fields: Object.fromEntries(fields), data: { version } });
}

/** Gives answers whose fields were refused a page to stand in, where beginning costs nothing. */
export async function openForRefused(args: ActionFunctionArgs): Promise<void> {
  const { actor, param } = pageRequest(args);
  if (!actor || actor.suspended) return;
  await openIfFree(actor, { courseSlug: param("slug"), unitSlug: param("unit") }).catch((error: unknown) => {
    // The page itself says why no attempt may begin.
    if (!isAppError(error)) throw error;
  });
}

/** Answers that came too late are shown again beside their questions, which the page itself no longer has. */
async function withQuestions(error: unknown, { actor, param, language }: PageRequest): Promise<never> {
  if (!isAppError(error) || error.code !== "quizzes.error.too_late") throw error;
  const late = error.details.data as TooLate;
  const address = { courseSlug: param("slug"), unitSlug: param("unit") };
  const ended = await getEndedFor(actor, address, { language, ended: late.number });
  throw new AppError(error.code, error.status, { data: { ...late, questions: ended?.questions ?? [] } });
}
