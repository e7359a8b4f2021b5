import { db, pool } from "#app/infra/db.server.ts";
import { findActor } from "#app/modules/accounts/sessions.server.ts";
import { openAttempt } from "#app/modules/learning/quizzes/start-attempt.server.ts";
import { makeCourse } from "#test/factories/courses.ts";
import { fill, member, type Sizes } from "./content.ts";
import { personId } from "./people.ts";
import { addReaders } from "./readers.ts";

export { member };

/** Whose gradebook is measured. */
export const trainer = 3;

const columns = 40;

export type PageAddresses = Awaited<ReturnType<typeof fillPages>>;

/**
 * Fills an empty database with what the bench of pages reads: besides the forum and the course (`fill`) what the member has
 * read and follows, a quiz in the middle of which they are, and a course of 40 quizzes in which everybody has handed in most.
 */
export async function fillPages(sizes: Sizes) {
  const addresses = await fill(sizes);
  await addReaders();
  const attempt = await beginQuiz(addresses.course);
  const gradebook = await addGradebook();
  await pool().query("VACUUM ANALYZE");
  return { ...addresses, attempt, latest: "/forum", unread: "/forum?tab=unread", me: "/me", gradebook };
}

/** The member has answered three questions of the course's first quiz. Returns the address of the attempt. */
async function beginQuiz(course: string): Promise<string> {
  const [, , courseSlug] = course.split("/") as [string, string, string];
  const { slug } = await db().unit.findFirstOrThrow({
    where: { kind: "quiz", course: { slug: courseSlug } },
    orderBy: [{ module: { position: "asc" } }, { position: "asc" }],
    select: { slug: true },
  });
  const actor = await findActor(personId(member));
  const { attempt } = await openAttempt(actor, { courseSlug, unitSlug: slug });
  await pool().query("UPDATE attempt_answers SET response = ARRAY['0'] WHERE attempt_id = $1 AND number <= 3", [
    attempt.id,
  ]);
  return `${course}/${slug}/attempt`;
}

/** Everybody is enrolled in a course of quizzes, and has no grade yet in a fifth of them. Returns the gradebook's address. */
async function addGradebook(): Promise<string> {
  const units = Array.from({ length: columns }, (_, n) => ({
    slug: `quiz-${n + 1}`,
    gift: { en: "Two and two?{=4 ~5}" },
  }));
  const { id, slug } = await makeCourse({ slug: "many-quizzes", modules: [{ slug: "only", units }] });
  await db().courseTrainer.create({
    data: { courseId: id, userId: personId(trainer), role: "author" },
    select: { role: true },
  });
  await pool().query("UPDATE users SET role = 'trainer' WHERE id = $1", [personId(trainer)]);
  await pool().query(
    `INSERT INTO enrolments (id, user_id, course_id)
     SELECT gen_random_uuid(), id, $1 FROM users WHERE handle LIKE 'person-%'`,
    [id],
  );
  await pool().query(
    `INSERT INTO unit_progress (user_id, unit_id, opened_at, submitted_at, grade_percent)
     SELECT e.user_id, u.id, now() - interval '20 days', now() - interval '19 days', (p.n * 31 + u.n * 17) % 101
       FROM enrolments e JOIN (SELECT id, substr(handle, 8)::int AS n FROM users WHERE handle LIKE 'person-%') p ON p.id = e.user_id,
            (SELECT id, row_number() OVER (ORDER BY id) AS n FROM units WHERE course_id = $1) u
      WHERE e.course_id = $1 AND (p.n + u.n) % 5 > 0`,
    [id],
  );
  return `/teach/${slug}/grades`;
}
