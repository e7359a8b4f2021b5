import { expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { randomFrom } from "#app/lib/random.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { makeAssignment, makeSubmission } from "#test/factories/assignments.ts";
import { makeUser } from "#test/factories/users.ts";
import { useDatabase } from "#test/setup/database.ts";
import { day } from "#app/modules/learning/assignments/reviews/review-pool.ts";
import { beginReview } from "#app/modules/learning/assignments/reviews/begin-review.server.ts";
import { giveReview } from "#app/modules/learning/assignments/reviews/save-review.server.ts";
import { listReviewsFor } from "#app/modules/learning/assignments/reviews/list-reviews.server.ts";
import { sweepAssignments } from "#app/modules/learning/assignments/reviews/advance-review-round.server.ts";

useDatabase();
const start = new Date("2026-03-02T08:00:00Z");
const marks = { clear: { points: 4, comment: "" }, true: { points: 5, comment: "" } };

// The same rules as in the simulation of pool.test.ts, through PostgreSQL: what the database keeps loses none of them.
it.each([1, 2, 3])("nobody waits for ever in cohort %i", async (seed) => {
  const random = randomFrom(seed);
  const made = await makeAssignment({ reviews: 3, reviewDays: 4, closesAt: start });
  const people: { actor: Actor; gives: boolean; from: number }[] = [];
  for (let n = 0; n < 5 + seed * 2; n++) {
    const actor = await makeUser();
    const isLate = n > 3 && random() < 0.3;
    const at = new Date(start.getTime() + (isLate ? day : -day));
    if (isLate) {
      await db().unitOverride.create({
        data: { unitId: made.unitId, userId: actor.id, closesAt: new Date(+start + 2 * day) },
      });
    }
    await makeSubmission(made, { actor, at });
    people.push({ actor, gives: random() < 0.7, from: random() * 1.5 * day });
  }
  for (let hours = 0; hours <= 6 * 24; hours += 12) {
    const at = new Date(start.getTime() + hours * 3_600_000);
    await sweepAssignments({ at });
    for (const { actor, gives, from } of people) {
      if (!gives || hours * 3_600_000 < from) continue;
      const { reviews } = await listReviewsFor(actor, made.address);
      const next = reviews.find(({ state }) => state === "allocated");
      if (!next) continue;
      await beginReview(actor, made.address, next.id, { at });
      await giveReview(actor, made.address, next.id, { version: 0, marks, comment: "" }, { at });
    }
  }
  const rows = await db().submission.findMany({
    where: { unitId: made.unitId },
    select: {
      userId: true,
      scoredAt: true,
      notifiedAt: true,
      peerPercent: true,
      reviews: { select: { reviewerId: true } },
    },
  });
  for (const { userId, scoredAt, notifiedAt, reviews } of rows) {
    expect(scoredAt !== null || notifiedAt !== null).toBe(true);
    expect(reviews.map(({ reviewerId }) => reviewerId)).not.toContain(userId);
  }
  for (const { scoredAt, peerPercent } of rows) expect(peerPercent).toBe(scoredAt ? 90 : null);
  expect(rows.filter(({ scoredAt }) => scoredAt).length / rows.length).toBeGreaterThan(0.5);
});
