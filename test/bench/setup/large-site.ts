import { db, pool } from "#app/infra/db.server.ts";
import { findActor } from "#app/modules/accounts/sessions.server.ts";
import { sweepCourseReports } from "#app/modules/learning/grades/keep-course-reports.server.ts";
import { openAttempt } from "#app/modules/learning/quizzes/start-attempt.server.ts";
import { seed } from "#prisma/seed/index.ts";
import { addForum } from "./forum.ts";
import { addPeople, personId } from "./people.ts";
import { addReaders } from "./readers.ts";

export type Size = { name: string; people: number; posts: number; unread: number };

/** Whose pages are asked for: a person who learns and reads, and one who sees everything. */
export const [member, administrator] = [1, 2];

/** Addresses of the pages that are the same at every size. */
export type SiteFacts = { topic: string; course: string; lesson: string; quiz: string };

/** Fills an empty database with a site of this size; the same rows in every run. */
export async function fillSite({ people, posts, unread }: Size): Promise<SiteFacts> {
  await seed({ demo: false, log: () => {} });
  await addPeople(people);
  await addForum({ posts, people, days: 70, until: new Date() });
  await pool().query("UPDATE users SET role = 'administrator' WHERE id = $1", [personId(administrator)]);
  await closeSpace();
  await addReaders();
  await addLearners();
  const quiz = await addAttempts();
  await addNotifications(unread);
  await sweepCourseReports();
  await pool().query("VACUUM ANALYZE");
  const topic = await db().topic.findFirstOrThrow({
    where: { spaceCode: "1.2", firstAnswer: { gt: 0 } },
    orderBy: { lastReplyAt: "desc" },
    select: { publicId: true, slug: true },
  });
  const { slug } = await db().course.findFirstOrThrow({ orderBy: { id: "asc" }, select: { slug: true } });
  const lesson = await db().unit.findFirstOrThrow({
    where: { kind: "lesson", module: { position: 1 } },
    orderBy: { position: "asc" },
    select: { slug: true },
  });
  const course = `/courses/${slug}`;
  return {
    topic: `/topics/${topic.publicId}/${topic.slug}`,
    course,
    lesson: `${course}/${lesson.slug}`,
    quiz: `${course}/${quiz}`,
  };
}

/** A space that is for its members only: every tenth person, and whoever asks. */
export const closedSpace = "3.1";
async function closeSpace(): Promise<void> {
  await pool().query("UPDATE spaces SET join_mode = 'members' WHERE code = $1", [closedSpace]);
  await pool().query(
    `INSERT INTO space_members (space_code, user_id)
     SELECT $1, id FROM users WHERE handle LIKE 'person-%' AND (substr(handle, 8)::int % 10 = 0 OR id = $2::uuid)`,
    [closedSpace, personId(member)],
  );
  await pool().query(
    "UPDATE users SET member_of = array_append(member_of, $1) WHERE id IN (SELECT user_id FROM space_members WHERE space_code = $1)",
    [closedSpace],
  );
}

/** Four people of nine are enrolled in the course and have done up to ten of its units. */
async function addLearners(): Promise<void> {
  await pool().query(
    `INSERT INTO enrolments (id, user_id, course_id)
     SELECT gen_random_uuid(), u.id, c.id FROM users u, (SELECT id FROM courses ORDER BY id LIMIT 1) c
      WHERE u.handle LIKE 'person-%' AND substr(u.handle, 8)::int % 9 < 4`,
  );
  await pool().query(
    `INSERT INTO unit_progress (user_id, unit_id, opened_at, completed_at)
     SELECT e.user_id, n.id, now() - interval '20 days', now() - interval '19 days'
       FROM enrolments e JOIN users u ON u.id = e.user_id
       JOIN LATERAL (SELECT id FROM units WHERE course_id = e.course_id ORDER BY id
                      LIMIT substr(u.handle, 8)::int % 11) n ON true`,
  );
}

/** The member is in the middle of the course's first quiz; every other learner has handed it in once. Returns its slug. */
async function addAttempts(): Promise<string> {
  const quiz = await db().unit.findFirstOrThrow({
    where: { kind: "quiz" },
    orderBy: [{ module: { position: "asc" } }, { position: "asc" }],
    select: { id: true, slug: true, course: { select: { slug: true } } },
  });
  const address = { courseSlug: quiz.course.slug, unitSlug: quiz.slug };
  const { attempt } = await openAttempt(await findActor(personId(member)), address);
  await pool().query(
    `INSERT INTO attempts (id, user_id, unit_id, number, state, version, seed, started_at, saved_at, submitted_at, marks,
                           max_marks, percent)
     SELECT gen_random_uuid(), e.user_id, $1, 1, 'submitted', 1, 1, now() - interval '18 days', now() - interval '18 days',
            now() - interval '18 days', 1, 1, 100
       FROM enrolments e WHERE e.user_id <> $2`,
    [quiz.id, personId(member)],
  );
  await pool().query(
    `INSERT INTO attempt_answers (attempt_id, number, question_version_id, max_marks, response, fraction, marks)
     SELECT a.id, p.number, p.question_version_id, p.max_marks, ARRAY['0'], 1, 1
       FROM attempts a, attempt_answers p WHERE p.attempt_id = $1 AND a.id <> $1`,
    [attempt.id],
  );
  return quiz.slug;
}

/** The member has so many unread notifications, each of another topic. */
async function addNotifications(unread: number): Promise<void> {
  await pool().query(
    `INSERT INTO notifications (id, user_id, kind, group_key, data, path, events)
     SELECT gen_random_uuid(), $1::uuid, 'reply', 'topic:' || coalesce(t.id, gen_random_uuid()),
            jsonb_build_object('title', 'How others did it', 'topicId', t.id, 'publicId', n, 'number', 1, 'lastNumber', 1,
                               'people', '[]'::jsonb, 'count', 1, 'mailed', 0), '/topics/' || n, ARRAY[n::text]
       FROM generate_series(1, $2::int) n LEFT JOIN topics t ON t.public_id = n`,
    [personId(member), unread],
  );
  await pool().query("UPDATE users SET unread_count = $2 WHERE id = $1", [personId(member), unread]);
  // Everybody else has read some.
  await pool().query(
    `INSERT INTO notifications (id, user_id, kind, group_key, data, path, events, read_at)
     SELECT gen_random_uuid(), u.id, 'reply', 'topic:' || gen_random_uuid(), '{"count": 1, "mailed": 1, "people": []}', '/', '{}', now()
       FROM users u, generate_series(1, 4) n WHERE u.id <> $1`,
    [personId(member)],
  );
}
