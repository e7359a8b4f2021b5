import { beforeAll, describe, expect, test } from "vitest";
import { db, pool } from "#app/infra/db.server.ts";
import { countingStatements } from "#app/infra/statements/statement-count.server.ts";
import { getGradebook } from "#app/modules/learning/grades/get-gradebook.server.ts";
import { getWaysIn } from "#app/modules/learning/enrolment/get-ways-in.server.ts";
import { getCourseOverview } from "#app/modules/learning/outline/get-course-overview.server.ts";
import type { CourseStaffAccess } from "#app/modules/learning/courses/staff-access.server.ts";
import { teachingOf } from "#test/factories/cohorts.ts";
import { makeCourse } from "#test/factories/courses.ts";
import { makeUser } from "#test/factories/users.ts";
import { databaseWork } from "#test/helpers/database-work.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();

/** How the database would carry a statement out for whatever values, if its table were too large to be read through. */
async function planOf(statement: string): Promise<string> {
  const client = await pool().connect();
  try {
    await client.query("BEGIN; SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off");
    const { rows } = await client.query<{ "QUERY PLAN": string }>(`EXPLAIN (GENERIC_PLAN) ${statement}`);
    return rows.map((row) => row["QUERY PLAN"]).join("\n");
  } finally {
    await client.query("ROLLBACK");
    client.release();
  }
}

const about = (statements: string[], words: string) => statements.find((text) => text.includes(words))!;

test("a gradebook is read in the order of names, from the last person on", async () => {
  const access = await teachingOf(await makeCourse());
  const { id: after } = await makeUser();
  const { statements } = await countingStatements(() => getGradebook(access, { language: "en", after }));
  const plan = await planOf(about(statements, "FROM enrolments"));
  expect(plan).toMatch(/Index Scan using users_lower_name_id on users.*\n\s+Index Cond: \(ROW\(lower\(name\), id\) > /);
});

describe("a course of 4,000 people", () => {
  let access: CourseStaffAccess;

  beforeAll(async () => {
    access = await teachingOf(await makeCourse());
    const { id } = access.course;
    await pool().query(
      `WITH made AS (
         INSERT INTO users (id, email, name, handle, password_hash, country, language, zone)
         SELECT gen_random_uuid(), 'many-' || n || '@example.org', 'Many ' || n, 'many-' || n, 'none', 'SN', 'en', 'UTC'
           FROM generate_series(1, 4000) n RETURNING id)
       INSERT INTO enrolments (id, user_id, course_id) SELECT gen_random_uuid(), id, $1 FROM made`,
      [id],
    );
    await pool().query(
      `INSERT INTO attempts (id, user_id, unit_id, number, state)
       SELECT gen_random_uuid(), e.user_id, u.id, 1, 'submitted' FROM enrolments e JOIN units u ON u.course_id = e.course_id`,
    );
    await pool().query("VACUUM ANALYZE users, enrolments, attempts");
  });

  test("counts its seats no further than to the last one, and not at all without a limit", async () => {
    const own = () => databaseWork(() => getWaysIn(access.actor, access.course));
    expect((await own()).buffers).toBeLessThan(30);
    await db().course.update({ where: { id: access.course.id }, data: { capacity: 20 } });
    expect((await getWaysIn(access.actor, access.course)).isFull).toBe(true);
    expect((await own()).buffers).toBeLessThan(30);
    await db().course.update({ where: { id: access.course.id }, data: { capacity: 4001 } });
    expect((await getWaysIn(access.actor, access.course)).isFull).toBe(false);
    await db().course.update({ where: { id: access.course.id }, data: { capacity: null } });
  });

  test("finds what waits for a trainer without reading what does not", async () => {
    const { buffers } = await databaseWork(() => getCourseOverview(access));
    expect(buffers).toBeLessThan(80);
  });

  test("asks for a page of its gradebook which submissions others review once, not for each grade", async () => {
    const unit = await db().unit.findFirstOrThrow({ where: { courseId: access.course.id, kind: "quiz" } });
    const unitId = unit.id;
    await db().unit.update({ where: { id: unitId }, data: { kind: "assignment" } });
    await db().assignment.create({ data: { unitId, reviews: 2 }, select: { unitId: true } });
    await pool().query(
      `INSERT INTO submissions (id, unit_id, user_id, number, state, language, body, submitted_at)
       SELECT gen_random_uuid(), $2, user_id, 1, 'submitted', 'en', '', now() FROM enrolments WHERE course_id = $1`,
      [access.course.id, unitId],
    );
    await pool().query(
      "INSERT INTO unit_progress (user_id, unit_id, submitted_at) SELECT user_id, unit_id, now() FROM submissions",
    );
    await pool().query("VACUUM ANALYZE submissions, unit_progress, assignments");
    const { people } = await getGradebook(access, { language: "en" });
    expect(people.flatMap(({ cells }) => cells.map(({ isInReview }) => isInReview))).toEqual(Array(50).fill(true));
    expect((await databaseWork(() => getGradebook(access, { language: "en" }))).buffers).toBeLessThan(2000);
  });
});
