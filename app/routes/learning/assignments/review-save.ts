import { z } from "zod";
import { form } from "#app/http/form.server.ts";
import { page, type PageRequest } from "#app/http/page.server.ts";
import { askToSignIn } from "#app/http/saved-form.server.ts";
import { notFound } from "#app/infra/app-error.ts";
import { saveReview } from "#app/modules/learning/assignments/write-review.server.ts";
import { reviewsPath } from "#app/modules/learning/courses/paths.ts";
import { readMarks } from "./labels.ts";

const schema = z
  .object({
    version: z
      .string()
      .regex(/^\d{1,9}$/, "error.field.invalid")
      .transform(Number),
    comment: z.string().max(10_000, "error.field.too_long").default(""),
  })
  .catchall(z.string().max(5000, "error.field.too_long"));

export const loader = page(async () => {
  throw notFound();
});

/** Saves a review for the page's own saving. */
export const action = form(
  { schema, resource: true, signedOut: askToSignIn(pageOf) },
  async ({ version, comment, ...fields }, { actor, param }) => {
    const address = { courseSlug: param("slug"), unitSlug: param("unit") };
    const saved = await saveReview(actor, address, param("id"), { version, comment, marks: readMarks(fields) });
    return Response.json(saved, { headers: { "Cache-Control": "no-store" } });
  },
);

function pageOf({ param }: PageRequest): string {
  return reviewsPath(param("slug"), param("unit"), param("id"));
}
