import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { db, pool } from "#app/infra/db.server.ts";
import { closeQueue } from "#app/infra/queue.server.ts";
import { issueCertificate } from "#app/modules/certificates/issue-certificate.server.ts";
import { requirePosted } from "#app/modules/forum/posting/check-posting.server.ts";
import { postReply } from "#app/modules/forum/posting/post-reply.server.ts";
import { markSubmission } from "#app/modules/learning/assignments/staff/mark-submission.server.ts";
import { getStaffAccessFor } from "#app/modules/learning/courses/staff-access.server.ts";
import { noteReplies } from "#app/modules/learning/study/record-linked-activities.server.ts";
import { completeUnit } from "#app/modules/learning/study/record-progress.server.ts";
import { sayInRoom } from "#app/modules/webinars/send-message.server.ts";
import { makeReviewedAssignment, makeSubmission } from "#test/factories/assignments.ts";
import { makeAttempt } from "#test/factories/attempts.ts";
import { makeNotice } from "#test/factories/notifications.ts";
import { makeSpaceMember } from "#test/factories/spaces.ts";
import { unique } from "#test/factories/topics.ts";
import { makeUser } from "#test/factories/users.ts";
import { makeStage, type Stage } from "#test/faults/stage.ts";
import { findWrongCounts } from "#test/helpers/kept-counts.ts";
import { useDatabase } from "#test/setup/database.ts";

// The counts are only compared as well as the comparison is: each of them is made wrong here and has to be noticed.
useDatabase();
let stage: Stage;
let wish: { neverRead: string[] };
beforeAll(fill, 120_000);
afterAll(closeQueue);

/** Columns that hold a number which follows from rows, with the row that is made wrong where not every one will do. */
const counted: Record<string, string> = {
  "attempts.marks": "state = 'submitted'",
  "attempts.max_marks": "state = 'submitted'",
  "attempts.percent": "state = 'submitted'",
  "attempts.number": "",
  "certificates.generation": "",
  "question_versions.number": "",
  "regrades.done": "",
  "reviewer_grades.reviews": "",
  "room_messages.sequence": "",
  "roster_runs.total": "",
  "rubrics.number": "",
  "spaces.reply_count": "",
  "spaces.topic_count": "",
  "spaces.unanswered_count": "",
  "submissions.number": "",
  "topic_readers.last_read": "last_read >= 0",
  "topics.first_answer": "",
  "topics.last_reply_number": "",
  "topics.reply_count": "",
  "unit_progress.grade_percent": "grade_percent IS NOT NULL",
  "unit_progress.replies": "replies > 0",
  "users.unread_count": "",
  "webinar_attendances.carried_minutes": "",
  "webinars.registration_count": "",
  "webinars.room_sequence": "",
};

/** Columns that hold a number which follows from no rows. */
const given: Record<string, string> = {
  "somebody chose it":
    "assignments.* cohorts.capacity courses.hours courses.capacity digest_settings.* space_invitations.max_uses grade_overrides.percent quiz_settings.* quiz_slots.* question_versions.marks submissions.trainer_percent unit_overrides.* units.minutes units.weight units.topic_number units.webinar_number cohorts.topic_number",
  "how often a link was used": "space_invitations.uses",
  "a place among others":
    "activities.position course_modules.position outputs.position poll_options.position poll_votes.position spaces.position survey_questions.position topic_tags.position units.position",
  "a number that the database gives":
    "moderation_cases.public_id notification_events.place outbox_events.id site_settings.id socket_io_attachments.id topics.public_id webinars.public_id",
  "a version, which rises with each change of its own row or text":
    "attempts.version charter_revisions.version courses.revision moderation_cases.version peer_reviews.version post_drafts.sequence post_translations.version replies.version reply_revisions.version site_settings.version submissions.version topic_readers.unread_marks waiting_posts.version unit_drafts.* unit_text_versions.number unit_texts.* webinar_registrations.revision webinars.ics_sequence enrolments.completed_revision units.added_in_revision",
  "a fact of the moment in which the row was made":
    "attempt_answers.* attempts.seed course_files.* digest_issues.item_count moderation_reports.thing_version post_files.* post_places.* post_translations.original_version post_translations.renderer_version replies.number replies.renderer_version review_rounds.seed site_settings.logo_height site_settings.logo_width submission_files.bytes webinars.renderer_version",
  "time that has passed, or the furthest of it": "unit_progress.attended_minutes webinar_attendances.seconds",
  "how far a run has come, and of how much": "import_runs.* regrades.total",
  "a judgement, made once of what was there": "opinion_places.* submissions.peer_percent reviewer_grades.percent",
  "tries, forgotten by time": "outgoing_mails.attempts rate_limits.*",
};

/** Other things that follow from rows, and how each is made wrong. */
const others: Record<string, string> = {
  "a unit that is not complete any more": "UPDATE unit_progress SET completed_at = NULL WHERE completed_at IS NOT NULL",
  "a unit that is complete and must not be": `
    UPDATE unit_progress SET completed_at = now() FROM units WHERE units.id = unit_id AND units.slug = 'plan' AND completed_at IS NULL`,
  "a course that is not complete any more": "UPDATE enrolments SET completed_at = NULL WHERE completed_at IS NOT NULL",
  "a certificate that was never issued": "DELETE FROM certificates",
  "something handed in that was not noted":
    "UPDATE unit_progress SET submitted_at = NULL WHERE submitted_at IS NOT NULL",
  "a reply that the course does not know": "DELETE FROM discussion_replies",
  "a reply that was written twice": `
    INSERT INTO replies (id, topic_id, number, author_id, body, html, renderer_version, language, client_id, body_hash)
    SELECT gen_random_uuid(), topic_id, number + 100, author_id, body, html, renderer_version, language, 'again', body_hash
      FROM replies WHERE number = 1`,
  "a reply that is gone": "DELETE FROM replies WHERE number = 1",
  "a reply that is out of sight and still counted": "UPDATE replies SET state = 'removed' WHERE number = 1",
  "a topic that is out of sight and still counted": `
    WITH one AS (UPDATE topics SET state = 'removed' WHERE id = (SELECT min(id::text)::uuid FROM topics) RETURNING id)
    UPDATE replies SET state = 'removed' WHERE number = 0 AND topic_id = (SELECT id FROM one)`,
  "a topic that is in sight though its opening post is not": "UPDATE replies SET state = 'deleted' WHERE number = 0",
  "the moment of the last reply": "UPDATE topics SET last_reply_at = now() - interval '1 year'",
  "the author of the last reply": "UPDATE topics SET last_reply_author_id = author_id WHERE reply_count > 0",
  "the moment of the last activity": "UPDATE spaces SET last_activity_at = now() - interval '1 year'",
  "a space that somebody has left": "DELETE FROM space_members WHERE role = 'member'",
  "a facilitator who is none any more": "UPDATE space_members SET role = 'member' WHERE role = 'facilitator'",
  "an event that was counted twice": `UPDATE notifications SET data = jsonb_set(data, '{count}', '3')`,
  "an event that was not counted": `UPDATE notifications SET data = jsonb_set(data, '{count}', '1')`,
  "more mailed than there was": `UPDATE notifications SET data = jsonb_set(data, '{mailed}', '3')`,
  "an event that the mail does not know": "UPDATE notifications SET events = events[1:1]",
  "an answer that earned more": "UPDATE attempt_answers SET marks = 0.5 WHERE number = 1",
  "an answer that waits for its marks": "UPDATE attempt_answers SET marks = NULL WHERE number = 1",
  "a work whose mark the gradebook does not know":
    "UPDATE submissions SET trainer_percent = 1 WHERE trainer_percent IS NOT NULL",
  "more members than seats": `
    INSERT INTO cohort_members (cohort_id, user_id) SELECT h.id, u.id FROM cohorts h, users u WHERE h.capacity = 4`,
  "a report without its end": "UPDATE roster_runs SET report = '[]'",
};

describe("what is kept beside the rows that it follows from", () => {
  test("is right, as the product keeps it", async () => {
    expect(await findWrongCounts(wish)).toEqual([]);
  });

  test.each(Object.entries(counted))("%s is counted anew", async (column, where) => {
    const [table, name] = column.split(".");
    const one = `(SELECT ctid FROM ${table} WHERE ${where || "true"} LIMIT 1)`;
    await expectNoticed(`UPDATE ${table} SET ${name} = coalesce(${name}, 0) + 1 WHERE ctid = ${one}`);
  });

  test.each(Object.entries(others))("%s is noticed", async (_, change) => {
    await expectNoticed(change);
  });

  test("is every number of the database that follows from anything", async () => {
    const { rows } = await pool().query<{ name: string }>(`
      SELECT c.table_name || '.' || c.column_name AS name
        FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
       WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.table_name <> '_prisma_migrations'
         AND c.data_type IN ('integer', 'bigint', 'smallint', 'double precision', 'numeric')`);
    const known = Object.values(given).flatMap((names) => names.split(" "));
    const isGiven = (name: string) => known.includes(name) || known.includes(name.replace(/\..*/, ".*"));
    const names = rows.map(({ name }) => name);
    const unnamed = names.filter((name) => counted[name] === undefined && !isGiven(name));
    expect(unnamed, "say what it follows from, in test/helpers/kept-counts.ts, or why from nothing").toEqual([]);
    const gone = [...Object.keys(counted), ...known.filter((name) => !name.endsWith("*"))];
    expect(gone.filter((name) => !names.includes(name))).toEqual([]);
  });
});

/** Makes a change that no program would make, looks, and takes it back. */
async function expectNoticed(change: string): Promise<void> {
  const client = await pool().connect();
  try {
    await client.query("BEGIN");
    // Whatever would refuse it, or mend it by itself, is not asked.
    await client.query("SET LOCAL session_replication_role = replica");
    expect((await client.query(change)).rowCount).toBeGreaterThan(0);
    expect(await findWrongCounts({ ...wish, from: client })).not.toEqual([]);
  } finally {
    await client.query("ROLLBACK");
    client.release();
  }
}

/** Somebody at each step of everything that is counted. */
async function fill(): Promise<void> {
  stage = await makeStage();
  wish = { neverRead: stage.followers.map(({ id }) => id) };
  const { staff, course, topics, people, webinar } = stage;
  const learner = people.learners[0]!;
  const address = { courseSlug: course.slug, unitSlug: "plan" };
  await completeUnit(learner, { courseSlug: course.slug, unitSlug: "first" });
  await makeAttempt(learner, { courseSlug: course.slug, unitSlug: "check" });
  const { unitId } = await db().assignment.findFirstOrThrow({ select: { unitId: true } });
  const work = { course: { ...course, id: "", units: [] }, unitId, address };
  const { submissionId } = await makeSubmission(work, { actor: learner });
  await makeSubmission(work, { actor: await learnerOf(people.learners[1]!) });
  const access = await getStaffAccessFor(staff, course.slug, "en");
  await markSubmission(access, unitId, submissionId, { marks: {}, percent: 70, comment: "" });
  const { code: spaceCode } = await db().space.findFirstOrThrow({ select: { code: true } });
  await makeSpaceMember(learner, spaceCode);
  await makeSpaceMember(staff, spaceCode, "facilitator");
  const { topicId, number } = requirePosted(
    await postReply(learner, { publicId: topics.at(-1)!, body: unique("A reply") }),
  );
  const where = { topicId_number: { topicId, number } };
  const reply = await db().reply.findUniqueOrThrow({ where, select: { id: true } });
  await noteReplies([{ replyId: reply.id, topicNumber: topics.at(-1)!, userId: learner.id }]);
  const groupKey = `topic:${topicId}`;
  for (const event of ["one", "two"]) await makeNotice(stage.followers[0]!.id, { groupKey, event });
  await sayInRoom(people.talkers[0]!, { webinar: webinar.publicId, body: "Hello", clientId: "one" });
  await fillTheRest(learner.id, unitId);
}

async function learnerOf(person: Stage["staff"]) {
  await completeUnit(person, { courseSlug: stage.course.slug, unitSlug: "first" });
  return person;
}

/** Runs, reviews and minutes, as the product writes them at their end. */
async function fillTheRest(userId: string, unitId: string): Promise<void> {
  const { unitId: reviewed } = await makeReviewedAssignment(await makeUser());
  await db().reviewerGrade.create({ data: { unitId: reviewed, userId, percent: 80, reviews: 0 } });
  await db().regrade.create({ data: { unitId, scope: {}, isTrial: true, state: "done", total: 2, done: 2 } });
  const { courseId } = await db().unit.findUniqueOrThrow({ where: { id: unitId }, select: { courseId: true } });
  const report = [{ line: 1, email: "a@example.org", outcome: "invited" }];
  await db().rosterRun.create({ data: { courseId, source: "list", state: "done", total: 1, report } });
  const seen = { userId, webinarId: stage.webinar.id, lastSeenAt: new Date() };
  await db().webinarAttendance.create({ data: { ...seen, seconds: 61, syncedMinutes: 1 } });
  const completed = await db().enrolment.findMany({ where: { completedAt: { not: null } } });
  for (const one of completed) await issueCertificate({ userId: one.userId, courseId: one.courseId, at: new Date() });
}
