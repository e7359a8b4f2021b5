import { db } from "#app/infra/db.server.ts";
import { saveDraft } from "#app/modules/learning/assignments/save-draft.server.ts";
import { beginReview } from "#app/modules/learning/assignments/reviews/begin-review.server.ts";
import { giveReview } from "#app/modules/learning/assignments/reviews/save-review.server.ts";
import { handIn } from "#app/modules/learning/assignments/hand-in.server.ts";
import { type Participant, courseSlug, unitAt, workOf } from "./scene.ts";

const plan = "consultation-plan";

/** Writes the plan and hands it in. */
export async function handInPlan({ member, actor }: Participant, at: Date): Promise<void> {
  const draft = { body: workOf(member).plan, version: 0, language: actor.language };
  const { version } = await saveDraft(actor, unitAt(plan), draft, { at });
  await handIn(actor, unitAt(plan), { version }, { at: new Date(at.getTime() + 60_000) });
}

/** Gives so many of the reviews that the person was asked for; the others wait for them. */
export async function giveReviews(
  people: readonly Participant[],
  { actor }: Participant,
  { count, at }: { count: number; at: Date },
): Promise<void> {
  const asked = await db().peerReview.findMany({
    where: {
      reviewerId: actor.id,
      state: "allocated",
      submission: { unit: { slug: plan, course: { slug: courseSlug } } },
    },
    select: {
      id: true,
      submission: { select: { userId: true, reviews: { where: { state: "submitted" }, select: { id: true } } } },
    },
    orderBy: { id: "asc" },
    take: count,
  });
  for (const [index, { id, submission }] of asked.entries()) {
    const author = people.find((one) => one.actor.id === submission.userId)!;
    const { points, comment } = workOf(author.member).reviews[submission.reviews.length]!;
    const marks = Object.fromEntries(
      Object.entries(points).map(([key, given]) => [key, { points: given, comment: "" }]),
    );
    const begun = new Date(at.getTime() + index * 40 * 60_000);
    await beginReview(actor, unitAt(plan), id, { at: begun });
    const input = { version: 0, marks, comment };
    await giveReview(actor, unitAt(plan), id, input, { at: new Date(begun.getTime() + 25 * 60_000) });
  }
}
