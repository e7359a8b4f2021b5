import { db } from "#app/infra/db.server.ts";
import { issueCertificate } from "#app/modules/certificates/issue-certificate.server.ts";
import { sweepAssignments } from "#app/modules/learning/assignments/reviews/advance-review-round.server.ts";
import { completeUnit } from "#app/modules/learning/study/record-progress.server.ts";
import { overrideGrade } from "#app/modules/learning/grades/override-grade.server.ts";
import { answerSurvey } from "#app/modules/learning/surveys/answer-survey.server.ts";
import { replyTo } from "./discuss.ts";
import { type Group, openGroup } from "./open-group.ts";
import { attend, planRehearsal, register } from "./rehearse.ts";
import { giveReviews, handInPlan } from "./review-plans.ts";
import { courseSlug, daysFrom, type Participant, participantsOf, type Scene, unitAt, workOf } from "./scene.ts";
import { markEssays, takeQuiz } from "./take-quiz.ts";

const group: Group = {
  name: "First group",
  slug: "first-group",
  begun: -70,
  starts: -68,
  ends: -25,
  dates: {
    "check-the-basics": { opens: -68, due: -55 },
    "consultation-plan": { opens: -60, due: -46, closes: -45 },
    "how-was-it": { opens: -35, due: -25 },
  },
};

/**
 * A group that is through: everything is marked and reviewed, five have answered the survey, and all but one, who never
 * wrote in the discussion, have the certificate.
 */
export async function runFirstGroup(scene: Scene, topic: number): Promise<void> {
  const people = await participantsOf([
    "learner.ar",
    "kwame.boateng",
    "camila.herrera",
    "jelena.markovic",
    "youssef.benali",
  ]);
  const day = (days: number, index = 0) => daysFrom(scene, days + index / 10);
  await openGroup(scene, group, people);
  const lessons = ["what-it-decides", "questions-people-can-answer", "reach-those-missing"];
  for (const [index, { actor }] of people.entries()) {
    for (const [n, slug] of lessons.entries()) await completeUnit(actor, unitAt(slug), { at: day(-66 + n, index) });
  }
  await markQuizzes(scene, people);
  for (const [index, one] of people.entries()) {
    if (workOf(one.member).reply) await replyTo(topic, one, day(-53, index * 7));
  }
  await rehearse(scene, people);
  for (const [index, one] of people.entries()) await handInPlan(one, day(-48.2, index * 6));
  await sweepAssignments({ at: day(-44.9) });
  for (const [index, one] of people.entries()) await giveReviews(people, one, { count: 2, at: day(-42, index) });
  for (const [index, one] of people.entries()) await fillInSurvey(one, day(-31, index * 4));
  await issueCertificates(scene);
}

/** The one who came too late for the quiz is excused, with a reason that stays in the gradebook. */
async function markQuizzes(scene: Scene, people: readonly Participant[]): Promise<void> {
  for (const [index, one] of people.entries()) {
    if (workOf(one.member).quiz) await takeQuiz(one, daysFrom(scene, -58 + index / 10));
    else {
      const address = { handle: one.actor.handle, unitSlug: "check-the-basics" };
      const reason = "Was travelling without a connection in that week; answered the questions aloud in a call.";
      const decision = { decision: "excuse" as const, percent: null, reason };
      await overrideGrade(scene.access, address, decision, { at: daysFrom(scene, -54) });
    }
  }
  await markEssays(scene, people, daysFrom(scene, -56));
}

async function rehearse(scene: Scene, people: readonly Participant[]): Promise<void> {
  const title = "Rehearse the first ten minutes: first group";
  const rehearsal = await planRehearsal(scene, title, -50, daysFrom(scene, -69));
  await register(rehearsal, people, daysFrom(scene, -60));
  await attend(rehearsal, people);
}

async function fillInSurvey({ member, actor }: Participant, at: Date): Promise<void> {
  const { useful, helped, studied, change } = workOf(member).survey!;
  const fields = { s1: useful, s2: helped, s3: studied, s4: change };
  await answerSurvey(actor, unitAt("how-was-it"), fields, { at, language: actor.language });
}

/** As the worker does it after a course was completed, on the day on which it was. */
async function issueCertificates({ access }: Scene): Promise<void> {
  const done = await db().enrolment.findMany({
    where: { course: { slug: courseSlug }, completedAt: { not: null } },
    select: { userId: true, completedAt: true },
    orderBy: { completedAt: "asc" },
  });
  const courseId = access.course.id;
  for (const { userId, completedAt } of done) await issueCertificate({ userId, courseId, at: completedAt! });
}
