import { z } from "zod";
import { form } from "#app/http/form.server.ts";
import { type PageRequest, requireSameViewer } from "#app/http/page.server.ts";
import { pageless } from "#app/http/resource.server.ts";
import { notFound } from "#app/infra/app-error.ts";
import { requireReviewer } from "#app/modules/learning/assignments/reviews/find-review.server.ts";
import { saveReview } from "#app/modules/learning/assignments/reviews/save-review.server.ts";
import { reviewsPath } from "#app/modules/learning/courses/paths.ts";
import type { Marks } from "#app/modules/learning/assignments/rubric.ts";
import { savedAnswer, signedOutAnswer, staleAnswer } from "./autosave-answers.server.ts";
import { marksAsFields, readMarks } from "./labels.ts";

const schema = z
  .object({
    version: z
      .string()
      .regex(/^\d{1,9}$/, "error.field.invalid")
      .transform(Number),
    comment: z.string().max(10_000, "error.field.too_long").default(""),
  })
  .catchall(z.string().max(5000, "error.field.too_long"));

export const loader = pageless(async () => {
  throw notFound();
});

/** Saves a review for the page's own saving; answers as a draft's does. */
export const action = form(
  { schema, resource: true, admit, signedOut: signedOutAnswer(pageOf) },
  async ({ version, comment, ...fields }, { actor, param }) => {
    const address = { courseSlug: param("slug"), unitSlug: param("unit") };
    try {
      const input = { version, comment, marks: readMarks(fields) };
      return savedAnswer(await saveReview(actor, address, param("id"), input));
    } catch (error) {
      return staleAnswer<Stale>(error, (saved) => ({ ...marksAsFields(saved.marks), comment: saved.comment }));
    }
  },
);

/** Whoever wrote it, and still may. */
async function admit(request: PageRequest) {
  await requireSameViewer(request);
  const { actor, param } = request;
  await requireReviewer(actor, { courseSlug: param("slug"), unitSlug: param("unit") }, param("id"));
}

function pageOf({ param }: PageRequest): string {
  return reviewsPath(param("slug"), param("unit"), param("id"));
}

type Stale = { version: number; marks: Marks; comment: string };
