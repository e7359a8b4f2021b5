import { db } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { saveDraft } from "#app/modules/learning/assignments/save-draft.server.ts";
import { sweepAssignments } from "#app/modules/learning/assignments/reviews/advance-review-round.server.ts";
import type { Criterion } from "#app/modules/learning/assignments/rubric.ts";
import { saveAssignment } from "#app/modules/learning/assignments/save-assignment.server.ts";
import { type AssignmentSettings, defaultSettings } from "#app/modules/learning/assignments/assignment-settings.ts";
import { handIn } from "#app/modules/learning/assignments/hand-in.server.ts";
import { type MadeCourse, makeCourse } from "#test/factories/courses.ts";
import { makeUser } from "#test/factories/users.ts";

const levels = (...points: number[]) =>
  points.map((one) => ({ points: one, title: { en: `Level ${one}`, fr: `Niveau ${one}` }, explanation: {} }));

/** Ten points. */
export const exampleRubric: Criterion[] = [
  { key: "clear", title: { en: "Clarity", fr: "Clarté" }, description: {}, levels: levels(0, 2, 4) },
  { key: "true", title: { en: "Evidence" }, description: {}, levels: levels(0, 1, 2, 3, 4, 5, 6) },
];

export type MadeAssignment = {
  course: MadeCourse;
  unitId: string;
  address: { courseSlug: string; unitSlug: string };
};

type Wish = Partial<AssignmentSettings> & { dueAt?: Date; closesAt?: Date; criteria?: Criterion[] };

/** A course of one assignment, with a rubric of 10 points, that is complete once it is handed in. */
export async function makeAssignment({
  dueAt,
  closesAt,
  criteria = exampleRubric,
  ...settings
}: Wish = {}): Promise<MadeAssignment> {
  const course = await makeCourse({ modules: [{ slug: "work", units: [{ slug: "plan" }] }] });
  const unitId = course.units[0]!.id;
  const data = { kind: "assignment" as const, completion: { submitted: true }, dueAt, closesAt };
  await db().unit.update({ where: { id: unitId }, data, select: { id: true } });
  const wished = { ...defaultSettings, ...settings };
  await transaction((tx) => saveAssignment(tx, unitId, { settings: wished, rubric: criteria }));
  return { course, unitId, address: { courseSlug: course.slug, unitSlug: "plan" } };
}

/** Hands in a text for a person, new or given; returns the person and the submission. */
export async function makeSubmission(
  { address }: MadeAssignment,
  { actor, body = "My *plan*.", at = new Date() }: { actor?: Actor; body?: string; at?: Date } = {},
) {
  const author = actor ?? (await makeUser());
  const { version } = await saveDraft(author, address, { body, version: 0 }, { at });
  return { author, ...(await handIn(author, address, { version }, { at })) };
}

export type ReviewedAssignment = MadeAssignment & { submissionId: string; reviewId: string };

/** An assignment that has closed: the person and three others have handed in and review each other. */
export async function makeReviewedAssignment(actor: Actor): Promise<ReviewedAssignment> {
  const now = Date.now();
  const made = await makeAssignment({ reviews: 2, closesAt: new Date(now - 3_600_000) });
  const at = new Date(now - 7_200_000);
  const { submissionId } = await makeSubmission(made, { actor, at });
  for (let n = 0; n < 3; n++) await makeSubmission(made, { at });
  await sweepAssignments({ at: new Date(now - 3_000_000) });
  const where = { reviewerId: actor.id, submission: { unitId: made.unitId } };
  const review = await db().peerReview.findFirstOrThrow({ where, orderBy: { id: "asc" }, select: { id: true } });
  return { ...made, submissionId, reviewId: review.id };
}
