import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { mailNotification } from "#app/modules/notifications/mail-notification.server.ts";
import { changeOutline } from "#app/modules/learning/authoring/change-outline.server.ts";
import { getStaffAccessFor } from "#app/modules/learning/courses/staff-access.server.ts";
import { getCourseOverview } from "#app/modules/learning/outline/get-course-overview.server.ts";
import { submitAnswers } from "#app/modules/learning/quizzes/save-answers.server.ts";
import { markAnswer } from "#app/modules/learning/quizzes/staff/mark-answer.server.ts";
import { findQuizOf } from "#app/modules/learning/quizzes/staff/list-attempts.server.ts";
import { changeCompletionRule } from "#app/modules/learning/study/change-completion-rule.server.ts";
import { addAuthor, authoringOf } from "#test/factories/authors.ts";
import { makeSubmission, type MadeAssignment } from "#test/factories/assignments.ts";
import { answersInput } from "#test/factories/attempts.ts";
import { makeCourse } from "#test/factories/courses.ts";
import { makeUser } from "#test/factories/users.ts";
import { tellOf } from "#test/helpers/tell.ts";
import { useDatabase } from "#test/setup/database.ts";
import { getTaughtAssignment, listAssignments } from "./staff/list-submissions.server.ts";
import { markSubmission } from "./staff/mark-submission.server.ts";

useDatabase();

/** A course of one assignment as its author has just added it: nobody has saved its settings. */
async function makeNewAssignment(): Promise<MadeAssignment> {
  const course = await makeCourse({ modules: [{ slug: "work", units: [] }] });
  const author = await makeUser({ role: "trainer" });
  await addAuthor(course.id, author);
  const added = { intent: "add-unit", module: "work", kind: "assignment", title: "Plan", minutes: 30 } as const;
  await changeOutline(author, course.slug, added);
  const { id: unitId } = await db().unit.findFirstOrThrow({ where: { courseId: course.id } });
  const address = { courseSlug: course.slug, unitSlug: "plan" };
  expect((await getTaughtAssignment(await staffOf(course.slug), "plan", "en")).title.text).toBe("Plan");
  expect((await listAssignments(await staffOf(course.slug), "en"))[0]!.title.text).toBe("Plan");
  await db().unit.update({ where: { id: unitId }, data: { state: "published" } });
  return { course, unitId, address };
}

const staffOf = async (slug: string) => getStaffAccessFor(await makeUser({ role: "administrator" }), slug, "en");
const mark = { marks: {}, percent: 70, comment: "" };
const standing = async (userId: string, unitId: string) => {
  const progress = await db().unitProgress.findUnique({ where: { userId_unitId: { userId, unitId } } });
  const enrolment = await db().enrolment.findFirstOrThrow({ where: { userId } });
  return { unit: progress?.completedAt != null, course: enrolment.completedAt !== null };
};
const certificates = () => db().outboxEvent.count({ where: { name: "learning.course.completed" } });

describe("work that a trainer marks", () => {
  it("completes unit and course when it is marked, not when it is handed in", async () => {
    const made = await makeNewAssignment();
    const before = await certificates();
    const { author, submissionId, isCourseDone } = await makeSubmission(made);
    expect(isCourseDone).toBe(false);
    expect(await standing(author.id, made.unitId)).toEqual({ unit: false, course: false });
    expect(await certificates()).toBe(before);
    const staff = await staffOf(made.course.slug);
    await markSubmission(staff, made.unitId, submissionId, mark);
    expect(await standing(author.id, made.unitId)).toEqual({ unit: true, course: true });
    expect(await certificates()).toBe(before + 1);
  });

  it("completes when it is handed in where its author chose so", async () => {
    const made = await makeNewAssignment();
    const author = await authoringOf(made.course);
    await changeCompletionRule(author, "plan", { submitted: true }, { mode: "keep" });
    expect(await makeSubmission(made)).toMatchObject({ isCourseDone: true });
  });

  it("judges everybody by marks when an author changes the rule to that", async () => {
    const made = await makeNewAssignment();
    const author = await authoringOf(made.course);
    await changeCompletionRule(author, "plan", { opened: true }, { mode: "keep" });
    const [marked, waiting] = [await makeSubmission(made), await makeSubmission(made)];
    await markSubmission(await staffOf(made.course.slug), made.unitId, marked.submissionId, mark);
    const effect = await changeCompletionRule(author, "plan", { graded: true }, { mode: "recompute" });
    expect(effect).toEqual({ people: 2, gain: 0, lose: 1 });
    expect(await standing(waiting.author.id, made.unitId)).toMatchObject({ unit: false });
  });

  it("waits in the overview of its staff, and tells them, with no settings saved", async () => {
    const made = await makeNewAssignment();
    expect(await db().assignment.count({ where: { unitId: made.unitId } })).toBe(0);
    const trainer = await makeUser({ language: "fr" });
    await db().courseTrainer.create({ data: { courseId: made.course.id, userId: trainer.id, role: "trainer" } });
    const stranger = await makeUser({ role: "trainer" });
    const works = [await makeSubmission(made), await makeSubmission(made)];
    const staff = await staffOf(made.course.slug);
    expect(await getCourseOverview(staff)).toMatchObject({ submissionsToMark: 2 });
    for (const { submissionId } of [...works, works[0]!]) {
      await tellOf("learning.submission.submitted", { submissionId });
    }
    expect(await db().notification.count({ where: { userId: stranger.id } })).toBe(0);
    const told = await db().notification.findMany({ where: { userId: trainer.id } });
    expect(told).toMatchObject([
      { kind: "work_to_mark", path: `/teach/${made.course.slug}/assignments/plan/submissions?show=open` },
    ]);
    expect(told[0]!.data).toMatchObject({ count: 2 });
    const { id, mailDueAt } = told[0]!;
    const due = { notificationId: id, dueAt: mailDueAt!.toISOString() };
    expect(await mailNotification(due, { at: mailDueAt! })).toBe(true);
    const mail = await db().outgoingMail.findFirstOrThrow({ where: { userId: trainer.id } });
    expect(mail.subject).toContain("Travail à noter");
    await markSubmission(staff, made.unitId, works[0]!.submissionId, mark);
    expect(await getCourseOverview(staff)).toMatchObject({ submissionsToMark: 1 });
    // What is marked already is not told any more.
    await db().notification.deleteMany({ where: { userId: trainer.id } });
    await tellOf("learning.submission.submitted", { submissionId: works[0]!.submissionId });
    expect(await db().notification.count({ where: { userId: trainer.id } })).toBe(0);
  });
});

describe("a quiz with an answer that a person marks", () => {
  it("completes when it is marked, and its staff is told", async () => {
    const units = [{ slug: "check", gift: { en: "Why?{}" }, completion: { graded: true as const } }];
    const course = await makeCourse({ modules: [{ slug: "basics", units }] });
    const trainer = await makeUser();
    await db().courseTrainer.create({ data: { courseId: course.id, userId: trainer.id, role: "trainer" } });
    const learner = await makeUser();
    const input = answersInput({ 1: ["Because."] }, { intent: "submit", isConfirmed: true });
    await submitAnswers(learner, { courseSlug: course.slug, unitSlug: "check" }, input);
    const unitId = course.units[0]!.id;
    expect(await standing(learner.id, unitId)).toEqual({ unit: false, course: false });
    const { id: attemptId } = await db().attempt.findFirstOrThrow({ where: { userId: learner.id } });
    await tellOf("learning.attempt.submitted", { attemptId });
    expect(await db().notification.findMany({ where: { userId: trainer.id } })).toMatchObject([
      { kind: "work_to_mark", path: `/teach/${course.slug}/quizzes/check/attempts/${attemptId}` },
    ]);
    const staff = await staffOf(course.slug);
    const unit = await findQuizOf(staff, "check", "en");
    await markAnswer(staff, unit, attemptId, { number: 1, marks: 1, comment: "" });
    expect(await standing(learner.id, unitId)).toEqual({ unit: true, course: true });
  });
});

it("is asked of units of before whose rule nobody chose, and of no other", async () => {
  const course = await makeCourse();
  const [first, , check] = course.units;
  const sql = readFileSync("prisma/migrations/20261129063000_graded_completes/migration.sql", "utf8");
  const rule = async (unitId: string, completion: object) => {
    await db().unit.update({ where: { id: unitId }, data: { completion } });
    await db().$executeRawUnsafe(sql);
    return (await db().unit.findUniqueOrThrow({ where: { id: unitId } })).completion;
  };
  expect(await rule(check!.id, { submitted: true })).toEqual({ submitted: true, graded: true });
  expect(await rule(check!.id, { submitted: true, passed: 60 })).toEqual({ submitted: true, passed: 60 });
  expect(await rule(first!.id, { submitted: true })).toEqual({ submitted: true });
});
