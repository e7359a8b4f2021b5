import { z } from "zod";
import { form } from "#app/http/form.server.ts";
import { page, type PageRequest } from "#app/http/page.server.ts";
import { askToSignIn } from "#app/http/saved-form.server.ts";
import { notFound } from "#app/infra/app-error.ts";
import { saveDraft } from "#app/modules/learning/assignments/save-draft.server.ts";
import { maxTextLength } from "#app/modules/learning/assignments/assignment-settings.ts";
import { submissionPath } from "#app/modules/learning/courses/paths.ts";

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

export const loader = page(async () => {
  throw notFound();
});

/** Saves the draft for the page's own saving; the page says what became of it. */
export const action = form(
  { schema, resource: true, signedOut: askToSignIn(pageOf) },
  async (input, { actor, param }) => {
    const { version, savedAt } = await saveDraft(actor, { courseSlug: param("slug"), unitSlug: param("unit") }, input);
    return Response.json({ version, savedAt: savedAt.toISOString() }, { headers: { "Cache-Control": "no-store" } });
  },
);

function pageOf({ param }: PageRequest): string {
  return submissionPath(param("slug"), param("unit"));
}
