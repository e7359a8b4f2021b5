import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { findNotAdditive } from "#prisma/additive.ts";
import { knownMigrations, migrationsFolder } from "#prisma/history.ts";
import { findMigrationProblems, listMigration } from "#prisma/landed.ts";

test("every migration is as it landed, and adds", () => {
  expect(knownMigrations().length).toBeGreaterThan(0);
  expect(findMigrationProblems()).toEqual([]);
});

describe("a folder of migrations", () => {
  let folder: string;
  const first = knownMigrations()[0]!;
  const next = "29990101000000_next";
  const write = (migration: string, sql: string) => {
    mkdirSync(path.join(folder, migration), { recursive: true });
    writeFileSync(path.join(folder, migration, "migration.sql"), sql);
  };
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "crossroads-migrations-"));
    cpSync(migrationsFolder(), folder, { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test("in which nothing was touched is fine", () => {
    expect(findMigrationProblems(folder)).toEqual([]);
  });

  test("in which a landed one was edited is refused", () => {
    write(first, "CREATE TABLE a (id int);");
    expect(findMigrationProblems(folder)).toEqual([expect.stringContaining("was edited")]);
  });

  test("in which a landed one is gone is refused, file by file", () => {
    rmSync(path.join(folder, first), { recursive: true });
    const gone = findMigrationProblems(folder);
    expect(gone).toHaveLength(2);
    expect(gone.join()).toContain(`${first}/migration.sql has landed and is gone`);
  });

  test("in which a new one is not listed is refused, until it is", () => {
    write(next, "CREATE TABLE a (id int);");
    expect(findMigrationProblems(folder)).toEqual([expect.stringContaining(`${next}/migration.sql is not in`)]);
    listMigration(next, folder);
    expect(findMigrationProblems(folder)).toEqual([]);
    write(next, "CREATE TABLE b (id int);");
    expect(findMigrationProblems(folder)).toEqual([expect.stringContaining("was edited")]);
    listMigration(next, folder);
    expect(findMigrationProblems(folder)).toEqual([]);
  });

  test("in which a new one takes away is refused, listed or not", () => {
    write(next, 'CREATE TABLE a (id int);\nDROP TABLE "users";');
    listMigration(next, folder);
    expect(findMigrationProblems(folder)).toEqual([
      `${next}/migration.sql is not known to be additive: DROP TABLE "users"`,
    ]);
  });
});

const never = () => false;
const always = () => true;

test.each([
  'DROP TABLE "users"',
  'DROP INDEX "users_email_key"',
  "DROP TYPE role",
  "TRUNCATE users",
  "DELETE FROM users",
  "UPDATE users SET name = ''",
  `CREATE TABLE "a" (id int); INSERT INTO "users" (name) VALUES ('')`,
  'ALTER TABLE "users" DROP COLUMN "name"',
  'ALTER TABLE "users" ADD COLUMN "a" text, DROP COLUMN "name"',
  'ALTER TABLE "users" RENAME TO "people"',
  'ALTER TABLE "users" RENAME COLUMN "name" TO "title"',
  'ALTER TABLE "users" ALTER COLUMN "name" SET NOT NULL',
  'ALTER TABLE "users" ALTER COLUMN "name" SET DATA TYPE int USING (1)',
  'ALTER TABLE "users" ALTER COLUMN "name" TYPE int',
  'ALTER TABLE "users" ALTER COLUMN "name" DROP DEFAULT',
  'ALTER TABLE "users" ADD COLUMN "age" int NOT NULL',
  'ALTER TABLE "users" DROP CONSTRAINT "users_pkey"',
  'ALTER TABLE "users" ADD CONSTRAINT "c" CHECK (name <> \'\')',
  'ALTER TABLE "users" ADD CONSTRAINT "f" FOREIGN KEY ("name") REFERENCES "a"("id")',
  'CREATE UNIQUE INDEX "u" ON "users" ("name")',
  'CREATE TABLE "a" (id int); CREATE UNIQUE INDEX "u" ON "users" ("name")',
  "ALTER TYPE \"role\" RENAME VALUE 'member' TO 'person'",
  "-- DROP TABLE a; is only spoken of here\ndrop\n table users",
])("refused: %s", (sql) => {
  expect(findNotAdditive(sql, never)).toHaveLength(1);
});

test.each([
  'CREATE TABLE "a" ("id" int NOT NULL); CREATE UNIQUE INDEX "u" ON "a"("id")',
  'CREATE TABLE "a" (id uuid); INSERT INTO "a" (id) SELECT id FROM "users"',
  'CREATE TABLE "a" (id int); ALTER TABLE "a" ADD CONSTRAINT "f" FOREIGN KEY ("id") REFERENCES "users"("id")',
  'ALTER TABLE "users" ADD COLUMN "a" int, ADD COLUMN "b" decimal(3, 2) NOT NULL DEFAULT 0',
  'ALTER TABLE "users" ADD COLUMN "a" uuid; ALTER TABLE "users" ADD CONSTRAINT "f" FOREIGN KEY ("a") REFERENCES "b"("id")',
  'ALTER TABLE "users" ALTER COLUMN "name" DROP NOT NULL',
  'CREATE INDEX "i" ON "users" ("name")',
  "ALTER TYPE \"role\" ADD VALUE 'guest'",
  "CREATE VIEW v AS SELECT 'DROP TABLE users; ' AS text -- DROP TABLE users",
  "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $body$ DELETE FROM users; SELECT 1 $body$",
])("allowed: %s", (sql) => {
  expect(findNotAdditive(sql, never)).toEqual([]);
});

test("a decision beside the statement lets that statement through, and no other", () => {
  const decided = "-- Not additive: nobody reads it any more (docs/decisions/old-things.md)\n";
  const sql = `${decided}DROP TABLE a;\nDROP TABLE b;`;
  expect(findNotAdditive(sql, always)).toEqual(["is not known to be additive: DROP TABLE b"]);
  expect(findNotAdditive(sql, never)[0]).toContain("docs/decisions/old-things.md does not exist");
  expect(findNotAdditive("-- Not additive: because\nDROP TABLE a;", always)).toHaveLength(1);
});
