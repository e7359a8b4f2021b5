import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { knownMigrations, migrationsFolder, pendingMigrations, withClient } from "#prisma/history.ts";
import { applyMigrations } from "#prisma/migrate.ts";
import { handMark, presentSchema } from "#prisma/new-migration.ts";
import { diffSchemas } from "#prisma/schema-engine.ts";
import { catalogueOf } from "#test/setup/catalogue.ts";
import { makeDatabase } from "#test/setup/database.ts";
import { forgetAllSingletons } from "#app/lib/singleton.ts";

test("the migrations lead to exactly the schema of the models", async () => {
  const migrated = await makeDatabase({ migrated: true });
  const drawn = await makeDatabase();
  const sql = await diffSchemas(drawn, null, presentSchema());
  await withClient(drawn, (client) => client.query([sql, ...handWritten()].join("\n")));
  const catalogue = await catalogueOf(migrated);
  expect(catalogue.filter((line) => line.startsWith("column ")).length).toBeGreaterThan(200);
  expect(catalogue).toEqual(await catalogueOf(drawn));
});

test("the engine stands when everything else that a process holds is forgotten", async () => {
  const url = await makeDatabase();
  const before = await diffSchemas(url, null, presentSchema());
  forgetAllSingletons();
  expect(await diffSchemas(url, null, presentSchema())).toBe(before);
});

test("two nodes that start together migrate once", async () => {
  const url = await makeDatabase();
  expect(await pendingMigrations(url)).toEqual(knownMigrations());
  const applied = await Promise.all([applyMigrations(url), applyMigrations(url)]);
  expect(applied.flat()).toEqual(knownMigrations());
  expect(await pendingMigrations(url)).toEqual([]);
});

test("a node with an older schema refuses, and says which migration it does not know", async () => {
  const url = await makeDatabase({ migrated: true });
  await withClient(url, (client) =>
    client.query(`INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at)
                  VALUES ('later', 'x', '29990101000000_from_the_future', now())`),
  );
  await expect(applyMigrations(url)).rejects.toThrow("29990101000000_from_the_future");
  await expect(pendingMigrations(url)).rejects.toThrow("newer schema");
});

test("a migration that failed stops the next start", async () => {
  const url = await makeDatabase({ migrated: true });
  await withClient(url, (client) => client.query("UPDATE _prisma_migrations SET finished_at = NULL"));
  await expect(applyMigrations(url)).rejects.toThrow("need a person");
});

test("a migration that was edited after it was applied is noticed", async () => {
  const url = await makeDatabase({ migrated: true });
  await withClient(url, (client) => client.query("UPDATE _prisma_migrations SET checksum = 'as it was'"));
  await expect(pendingMigrations(url)).rejects.toThrow("edited after");
});

/** What the models cannot say stands in the migrations alone, below a mark; both databases get it. */
function handWritten(): string[] {
  return knownMigrations().map((name) => {
    const sql = readFileSync(path.join(migrationsFolder(), name, "migration.sql"), "utf8");
    return sql.split(handMark)[1] ?? "";
  });
}
