import { sweepAssignments } from "#app/modules/learning/assignments/reviews/advance-review-round.server.ts";
import { completeUnit } from "#app/modules/learning/study/record-progress.server.ts";
import { openGroupTopic, replyTo } from "./discuss.ts";
import { type Group, openGroup } from "./open-group.ts";
import { planRehearsal, register } from "./rehearse.ts";
import { giveReviews, handInPlan } from "./review-plans.ts";
import { daysFrom, type Participant, participantsOf, type Scene, unitAt } from "./scene.ts";
import { beginQuiz, markEssays, takeQuiz } from "./take-quiz.ts";

const group: Group = {
  name: "Second group",
  slug: "second-group",
  begun: -24,
  starts: -21,
  ends: 28,
  dates: {
    "check-the-basics": { opens: -21, due: 7 },
    "consultation-plan": { opens: -14, due: -2, closes: -1 },
    "how-was-it": { opens: -1, due: 26 },
  },
};

/**
 * A group in the middle of its work: plans are handed in, some reviews are given and some are open, an attempt is under way
 * and others wait to be marked, and the rehearsal is still to come. The French learner has a review to give.
 */
export async function runSecondGroup(scene: Scene, topic: number): Promise<void> {
  const people = await participantsOf([
    "learner.fr",
    "sina.faleolo",
    "tenzin.wangmo",
    "mireille.baptiste",
    "anneli.korhonen",
  ]);
  const [awa, sina, tenzin, mireille, anneli] = people as [
    Participant,
    Participant,
    Participant,
    Participant,
    Participant,
  ];
  const day = (days: number) => daysFrom(scene, days);
  await openGroup(scene, group, people);
  await openGroupTopic(scene, { slug: group.slug, title: "Second group: say hello" }, sina, day(-20));
  await readLessons(scene, { awa, sina, tenzin, mireille, anneli });
  await takeQuiz(sina, day(-12));
  await markEssays(scene, people, day(-10));
  await takeQuiz(tenzin, day(-6));
  await takeQuiz(awa, day(-4));
  await beginQuiz(mireille, day(-1));
  await replyTo(topic, sina, day(-9));
  await replyTo(topic, tenzin, day(-7));
  const rehearsal = await planRehearsal(scene, "Rehearse the first ten minutes: second group", 8, day(-22));
  await register(rehearsal, [awa, sina, tenzin], day(-8));
  for (const [index, one] of [sina, awa, tenzin, mireille, anneli].entries()) {
    await handInPlan(one, day(-5.6 + index));
  }
  await sweepAssignments({ at: day(-0.95) });
  await giveReviews(people, sina, { count: 2, at: day(-0.8) });
  await giveReviews(people, tenzin, { count: 1, at: day(-0.5) });
  await giveReviews(people, awa, { count: 1, at: day(-0.4) });
  await giveReviews(people, mireille, { count: 1, at: day(-0.2) });
}

type Five = Record<"awa" | "sina" | "tenzin" | "mireille" | "anneli", Participant>;

async function readLessons(scene: Scene, { awa, sina, tenzin, mireille, anneli }: Five): Promise<void> {
  const read: [string, Participant[]][] = [
    ["what-it-decides", [sina, awa, tenzin, mireille, anneli]],
    ["questions-people-can-answer", [sina, awa, tenzin]],
    ["reach-those-missing", [sina, tenzin]],
  ];
  for (const [index, [slug, readers]] of read.entries()) {
    for (const { actor } of readers) await completeUnit(actor, unitAt(slug), { at: daysFrom(scene, -19 + index * 2) });
  }
}
