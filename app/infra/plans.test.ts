import { expect, test } from "vitest";
import { pool } from "#app/infra/db.server.ts";
import { countingStatements } from "#app/infra/statement-count.server.ts";
import { getGradebook } from "#app/modules/learning/grades/get-gradebook.server.ts";
import { teachingOf } from "#test/factories/cohorts.ts";
import { makeCourse } from "#test/factories/courses.ts";
import { makeUser } from "#test/factories/users.ts";
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
