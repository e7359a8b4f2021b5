import { db } from "#app/infra/db.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { hashSecret } from "#app/modules/accounts/tokens.server.ts";
import { findActor } from "#app/modules/accounts/sessions.server.ts";
import { issueCertificate } from "#app/modules/certificates/issue-certificate.server.ts";
import { formatSerial } from "#app/modules/certificates/serial.ts";
import { requirePosted } from "#app/modules/forum/posting/check-posting.server.ts";
import { makeConsultation } from "#app/modules/forum/consultations/lead-consultation.server.ts";
import { proposeStatement } from "#app/modules/forum/consultations/propose-statement.server.ts";
import { postReply } from "#app/modules/forum/posting/post-reply.server.ts";
import { replySchema } from "#app/modules/forum/schemas.ts";
import { putCourseFile } from "#app/modules/learning/files/course-files.server.ts";
import { enrol } from "#app/modules/learning/enrolment/enrol.server.ts";
import { openAttempt } from "#app/modules/learning/quizzes/start-attempt.server.ts";
import { reportThing } from "#app/modules/moderation/report-thing.server.ts";
import { registerFor } from "#app/modules/webinars/register.server.ts";
import { seed } from "#prisma/seed/index.ts";
import { authoringOf } from "#test/factories/authors.ts";
import { makePng } from "#test/factories/course-files.ts";
import { dayIn } from "#test/factories/consultations.ts";
import { makeAttempt } from "#test/factories/attempts.ts";
import { makeQuiz } from "#test/factories/quizzes.ts";
import { makeReviewedAssignment } from "#test/factories/assignments.ts";
import { makeAnsweredSurvey } from "#test/factories/surveys.ts";
import { makeUser } from "#test/factories/users.ts";

export const courseSlug = "from-open-roadmap-to-national-roadmap";

/** A small inhabited Crossroads: the seed with its demo, and a member who has been through all of it. */
export type World = {
  /** The id of a question of the course. */
  question: string;
  member: Actor;
  trainer: Actor;
  administrator: Actor;
  lesson: string;
  /** The address of a picture of the same course. */
  courseFile: string;
  quiz: string;
  /** A quiz with a time limit; the member answers it, the trainer has not begun. */
  timedQuiz: string;
  topic: string;
  replyId: string;
  /** The number of a case about it. */
  caseNumber: number;
  webinar: string;
  webinarId: number;
  certificate: string;
  /** The address of the demo's cohort. */
  cohort: string;
  /** The token of an open invitation. */
  invitation: string;
  /** A list of people that was worked through. */
  roster: string;
  /** A submitted attempt of the member at `quiz`. */
  attemptId: string;
  /** The unit of a survey that five people have answered, and the same course for its staff. */
  survey: string;
  surveyTeach: string;
  /** The unit of an assignment whose reviews the member gives, its staff page, and one submission and review of it. */
  assignment: string;
  assignmentTeach: string;
  submissionId: string;
  reviewId: string;
  /** A post of the member that waits for a facilitator. */
  waitingId: string;
  /** A statement that the member has proposed in the consultation of `topic`. */
  statementId: string;
};

/** Builds the world in the database of this test file. */
export async function makeWorld(): Promise<World> {
  await seed({ demo: true, log: () => {} });
  const at = new Date();
  const member = await makeUser({ name: "Awa Ndiaye", handle: "awa-test" });
  const course = await db().course.findUniqueOrThrow({
    where: { slug: courseSlug },
    select: { id: true, revision: true },
  });
  await enrol(member, courseSlug);
  await db().enrolment.updateMany({
    where: { userId: member.id, courseId: course.id },
    data: { completedAt: at, completedRevision: course.revision },
  });
  await issueCertificate({ userId: member.id, courseId: course.id, at });
  const { serial } = await db().certificate.findFirstOrThrow({
    where: { userId: member.id },
    select: { serial: true },
  });
  const units = await db().unit.findMany({
    where: { courseId: course.id },
    orderBy: { position: "asc" },
    select: { slug: true, kind: true },
  });
  const topic = await db().topic.findFirstOrThrow({
    where: { spaceCode: "1.1" },
    select: { id: true, publicId: true, slug: true },
  });
  const posted = requirePosted(
    await postReply(member, {
      publicId: topic.publicId,
      ...replySchema.parse({ body: "A reply of the member." }),
    }),
  );
  const where = { topicId_number: { topicId: topic.id, number: posted.number } };
  const reply = await db().reply.findUniqueOrThrow({ where, select: { id: true } });
  const sent = { spaceCode: "1.1", topicId: topic.id, body: "A post that waits.", language: "en", bodyHash: "none" };
  const waiting = await db().waitingPost.create({
    data: { authorId: member.id, clientId: "waits", why: "new_people", ...sent },
    select: { id: true },
  });
  const administrator = await personOf("admin@crossroads.test");
  const asked = { question: "What should a national team begin with?", until: dayIn(14, at) };
  await makeConsultation(administrator, topic.publicId, asked);
  const statement = await proposeStatement(member, topic.publicId, { body: "It should begin with its statistics." });
  const webinar = await db().webinar.findFirstOrThrow({
    where: { startsAt: { lt: new Date(at.getTime() + 86_400_000) }, endsAt: { gt: at } },
    orderBy: { startsAt: "asc" },
    select: { publicId: true, slug: true },
  });
  await registerFor(member, webinar.publicId, { at });
  const base = `/courses/${courseSlug}`;
  const ofCourse = { courseId: course.id, removedAt: null };
  const question = await db().question.findFirstOrThrow({ where: ofCourse, select: { id: true } });
  const quiz = units.find(({ kind }) => kind === "quiz")!.slug;
  await makeAttempt(member, { courseSlug, unitSlug: quiz }, { answers: {}, at });
  await openAttempt(member, { courseSlug, unitSlug: quiz });
  const timed = await makeQuiz({ settings: { timeLimit: 3600, attemptsAllowed: 2 } });
  await openAttempt(member, timed.address);
  const survey = await makeAnsweredSurvey();
  const assignment = await makeReviewedAssignment(member);
  const attempt = await db().attempt.findFirstOrThrow({
    where: { userId: member.id, state: "submitted" },
    select: { id: true },
  });
  const picture = await putCourseFile(await authoringOf({ slug: courseSlug }), { name: "map.png", bytes: makePng() });
  return {
    member,
    courseFile: `${base}/files/${picture.name}`,
    trainer: await personOf("trainer@crossroads.test"),
    administrator,
    lesson: `${base}/${units.find(({ kind }) => kind === "lesson")!.slug}`,
    timedQuiz: timed.path.replace(/\/attempt$/, ""),
    quiz: `${base}/${units.find(({ kind }) => kind === "quiz")!.slug}`,
    topic: `/topics/${topic.publicId}/${topic.slug}`,
    replyId: reply.id,
    waitingId: waiting.id,
    statementId: statement.id,
    caseNumber: await reportReply(reply.id),
    webinar: `/webinars/${webinar.publicId}/${webinar.slug}`,
    webinarId: webinar.publicId,
    question: question.id,
    certificate: `/certificates/${formatSerial(serial)}`,
    ...(await makePeople(course.id)),
    attemptId: attempt.id,
    survey: `/courses/${survey.courseSlug}/${survey.unitSlug}`,
    surveyTeach: `/teach/${survey.courseSlug}`,
    assignment: `/courses/${assignment.course.slug}/plan`,
    assignmentTeach: `/teach/${assignment.course.slug}/assignments`,
    submissionId: assignment.submissionId,
    reviewId: assignment.reviewId,
  };
}

/** Somebody reports a reply. */
async function reportReply(id: string): Promise<number> {
  await reportThing(await makeUser(), { kind: "reply", id, reason: "off_topic", note: "Not about this activity." });
  return (await db().moderationCase.findFirstOrThrow({ where: { thingId: id }, select: { publicId: true } })).publicId;
}

/** An open invitation to the course, dates of a quiz for a cohort alone, and a list of people with one row of every kind of answer. */
async function makePeople(courseId: string) {
  const cohort = await db().cohort.findFirstOrThrow({ where: { courseId }, select: { id: true, slug: true } });
  const { id: unitId } = await db().unit.findFirstOrThrow({
    where: { courseId, slug: "quiz-rights-and-freedoms" },
    select: { id: true },
  });
  const [opensAt, closesAt] = [new Date("2026-01-01T07:00:00Z"), new Date("2099-12-31T23:00:00Z")];
  const { id: createdById } = await personOf("trainer@crossroads.test");
  await db().unitOverride.create({
    data: { unitId, cohortId: cohort.id, opensAt, closesAt, createdById },
    select: { id: true },
  });
  const invitation = "invitation-of-the-world-00000000";
  const data = { courseId, email: "invited@example.org", language: "en", tokenHash: hashSecret(invitation) };
  const expiresAt = new Date(Date.now() + 86_400_000);
  await db().invitation.create({ data: { ...data, expiresAt }, select: { id: true } });
  const report = [
    { line: 2, email: "awa@example.org", outcome: "enrolled" },
    { line: 3, email: "new@example.org", outcome: "invited" },
    { line: 4, email: "broken", outcome: "refused", code: "enrolment.roster.bad_email" },
  ];
  const run = await db().rosterRun.create({
    data: { courseId, source: "people.csv", state: "done", total: 3, report, finishedAt: new Date() },
    select: { id: true },
  });
  return { cohort: cohort.slug, invitation, roster: run.id };
}

async function personOf(email: string): Promise<Actor> {
  const { id } = await db().user.findFirstOrThrow({ where: { email }, select: { id: true } });
  return (await findActor(id))!;
}
