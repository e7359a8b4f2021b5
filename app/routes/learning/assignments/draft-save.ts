import { z } from "zod";
import { admitActiveViewer } from "#app/http/admit.server.ts";
import { form } from "#app/http/form.server.ts";
import type { PageRequest } from "#app/http/page.server.ts";
import { pageless } from "#app/http/resource.server.ts";
import { notFound } from "#app/infra/app-error.ts";
import { saveDraft } from "#app/modules/learning/assignments/save-draft.server.ts";
import { maxTextLength } from "#app/modules/learning/assignments/assignment-settings.ts";
import { submissionPath } from "#app/modules/learning/courses/paths.ts";
import { savedAnswer, signedOutAnswer, staleAnswer } from "./autosave-answers.server.ts";

const schema = z.object({
  body: z.string().max(maxTextLength, "error.field.too_long").default(""),
  version: z
    .string()
    .regex(/^\d{1,9}$/, "error.field.invalid")
    .transform(Number),
  language: z
    .string()
    .regex(/^[a-z]{2}$/, "error.field.invalid")
    .optional(),
});

export const loader = pageless(async () => {
  throw notFound();
});

/**
 * Saves the draft for the page's own saving. Answers `{ version, savedAt }`, `{ version, theirs }` with the text that stands
 * there (409), `{ signIn }` with the address of the sign-in page (401); `message` in the reader's language for what is refused.
 */
export const action = form(
  { schema, resource: true, admit: admitActiveViewer, signedOut: signedOutAnswer(pageOf) },
  async (input, { actor, param }) => {
    try {
      return savedAnswer(await saveDraft(actor, { courseSlug: param("slug"), unitSlug: param("unit") }, input));
    } catch (error) {
      return staleAnswer<Stale>(error, ({ body, language }) => ({ body, language }));
    }
  },
);

function pageOf({ param }: PageRequest): string {
  return submissionPath(param("slug"), param("unit"));
}

type Stale = { version: number; body: string; language: string };
