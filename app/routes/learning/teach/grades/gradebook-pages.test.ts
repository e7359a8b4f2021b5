import { brotliCompressSync, constants } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { countingStatements } from "#app/infra/statements/statement-count.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { countToMark } from "#app/modules/learning/grades/count-to-mark.server.ts";
import { getGradebook } from "#app/modules/learning/grades/get-gradebook.server.ts";
import { authoringOf, makeAuthor } from "#test/factories/authors.ts";
import { makeUser } from "#test/factories/users.ts";
import { signedIn } from "#test/helpers/visitor.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
const app = useApp();
let author: { actor: Actor; slug: string; courseId: string };

/** 500 people with grades in 40 quizzes, written by the database itself: nothing here is about how they came about. */
beforeAll(async () => {
  author = await makeAuthor();
  const { courseId } = author;
  const [check] = await db().unit.findMany({ where: { courseId, slug: "check" } });
  const { id: model } = await makeUser();
  const columns = (skipped: string[]) =>
    `SELECT string_agg(quote_ident(column_name), ',') AS names FROM information_schema.columns
      WHERE table_name = $1 AND is_generated = 'NEVER' AND column_name <> ALL('{${skipped.join(",")}}')`;
  const namesOf = async (table: string, skipped: string[]) =>
    (await db().$queryRawUnsafe<{ names: string }[]>(columns(skipped), table))[0]!.names;
  const user = await namesOf("users", ["id", "name", "email", "handle"]);
  await db().$executeRawUnsafe(
    `INSERT INTO users (id, name, email, handle, ${user})
     SELECT gen_random_uuid(), 'Person ' || lpad(n::text, 3, '0'), 'many' || n || '@example.test', 'many-' || n, ${user}
       FROM users, generate_series(1, 500) n WHERE id = $1::uuid`,
    model,
  );
  const unit = await namesOf("units", ["id", "slug", "position"]);
  await db().$executeRawUnsafe(
    `INSERT INTO units (id, slug, position, ${unit})
     SELECT gen_random_uuid(), 'many-' || n, 100 + n, ${unit} FROM units, generate_series(1, 39) n WHERE id = $1::uuid`,
    check!.id,
  );
  const text = await namesOf("unit_texts", ["unit_id", "title"]);
  await db().$executeRawUnsafe(
    `INSERT INTO unit_texts (unit_id, title, ${text})
     SELECT n.id, 'A quiz with the title ' || n.slug, ${text}
       FROM unit_texts x, (SELECT id, slug FROM units WHERE slug LIKE 'many-%') n
      WHERE x.unit_id = $1::uuid AND x.language = 'en'`,
    check!.id,
  );
  await db().$executeRaw`
    INSERT INTO enrolments (id, user_id, course_id)
    SELECT gen_random_uuid(), id, ${courseId}::uuid FROM users WHERE handle LIKE 'many-%'`;
  await db().$executeRaw`
    INSERT INTO unit_progress (user_id, unit_id, submitted_at, grade_percent)
    SELECT p.id, u.id, now(), CASE WHEN random() < 0.9 THEN round(random() * 100) END
      FROM users p, units u WHERE p.handle LIKE 'many-%' AND u.course_id = ${courseId}::uuid AND u.kind = 'quiz'`;
});

describe("the gradebook of 500 people and 40 units", () => {
  it("is read in five statements, fifty people at a time, and travels in less than 60 KB", async () => {
    const access = await authoringOf(author);
    const read = () => Promise.all([getGradebook(access, { language: "en" }), countToMark(access)]);
    const { statements, result } = await countingStatements(read);
    expect(statements).toHaveLength(5);
    expect([result[0].units.length, result[0].people.length]).toEqual([40, 50]);
    const visitor = await signedIn(app, author.actor);
    const { body } = await visitor.get(`/teach/${author.slug}/grades`);
    const travelling = brotliCompressSync(Buffer.from(body), { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } });
    expect(travelling.length).toBeLessThan(60_000);
    expect(body.match(/role="rowheader"/g)).toHaveLength(50);
    const next = /href="([^"]*after=[^"]*)"/.exec(body)?.[1]?.replaceAll("&amp;", "&");
    const second = await visitor.get(next!);
    expect(second.body).toContain("Person 051");
    expect(second.body).not.toContain("Person 050<");
  });

  it("puts the grade of the course beside the name, before the units", async () => {
    const { body } = await (await signedIn(app, author.actor)).get(`/teach/${author.slug}/grades`);
    const heads = [...body.matchAll(/<th role="columnheader"[^>]*>([\s\S]*?)<\/th>/g)].map(([, words]) =>
      words!.replace(/<[^>]+>/g, ""),
    );
    expect(heads.slice(0, 3)).toEqual(["Name", "Course", "Unit check"]);
    expect(body).toContain("grade-grid");
  });
});

describe("what waits for a mark", () => {
  it("is counted in the head of its unit, with the way there, until it is marked", async () => {
    const { slug, courseId } = author;
    const unit = await db().unit.findFirstOrThrow({ where: { courseId, slug: "many-1" } });
    const person = await db().user.findFirstOrThrow({ where: { handle: "many-7" } });
    const attempt = await db().attempt.create({
      data: {
        unitId: unit.id,
        userId: person.id,
        number: 1,
        seed: 1,
        state: "submitted",
        submittedAt: new Date(),
        needsMarking: true,
      },
      select: { id: true },
    });
    const visitor = await signedIn(app, author.actor);
    const link = new RegExp(`href="/teach/${slug}/quizzes/many-1">.*1 to mark</span></a>`);
    expect((await visitor.get(`/teach/${slug}/grades`)).body).toMatch(link);
    await db().attempt.update({ where: { id: attempt.id }, data: { needsMarking: false }, select: { id: true } });
    expect((await visitor.get(`/teach/${slug}/grades`)).body).not.toMatch(link);
  });
});
