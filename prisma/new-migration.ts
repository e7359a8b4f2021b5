import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { env } from "#app/infra/env.server.ts";
import { projectRoot } from "#app/infra/project-root.server.ts";
import { knownMigrations, migrationsFolder } from "./history.ts";
import { listMigration } from "./landed.ts";
import { diffSchemas, type SchemaFiles } from "./schema-engine.ts";

/**
 * Writes the next migration: the SQL that leads from the schema as the last migration left it (kept beside its SQL as
 * schema.prisma.txt) to the schema of today, and its hashes into the list of landed ones. `rewriteLast` writes the last
 * migration anew instead of adding one, for work that is not committed; it keeps what was written by hand. Returns its
 * folder, or null when nothing differs. Throws when the last one is committed.
 */
export async function writeMigration(
  databaseUrl: string,
  { name, rewriteLast, now = new Date() }: { name: string; rewriteLast: boolean; now?: Date },
): Promise<string | null> {
  const known = knownMigrations();
  const last = known.at(-1);
  const from = schemaAt(rewriteLast ? known.at(-2) : last);
  const to = presentSchema();
  if (rewriteLast && last && isCommitted(last)) throw new Error(`${last} is committed: write a further migration`);
  const sql = await diffSchemas(databaseUrl, from, to);
  const stamp = now.toISOString().replace(/\D/g, "").slice(0, 14);
  const folder = path.join(migrationsFolder(), rewriteLast && last ? last : `${stamp}_${name}`);
  // What was written by hand survives a rewrite.
  const file = path.join(folder, "migration.sql");
  const byHand = existsSync(file) ? (readFileSync(file, "utf8").split(handMark)[1] ?? "") : "";
  if (sql === "" && byHand === "") return null;
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, byHand ? `${sql.trimEnd()}\n\n${handMark}${byHand}`.trimStart() : `${sql.trimEnd()}\n`);
  writeFileSync(path.join(folder, schemaThen), to.map(({ content }) => content.trim()).join("\n\n") + "\n");
  listMigration(path.basename(folder));
  return folder;
}

/** Whether the last commit holds this migration; false where there is no git. */
function isCommitted(migration: string): boolean {
  try {
    const object = `HEAD:./prisma/migrations/${migration}/migration.sql`;
    execFileSync("git", ["cat-file", "-e", object], { cwd: projectRoot(), stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** SQL that Prisma's schema cannot say (functions, partial indexes) is written below this line of a migration. */
export const handMark = "-- By hand:";

// Not named .prisma: the Prisma CLI would read it as a part of the schema.
const schemaThen = "schema.prisma.txt";

/** `npm run migrate:new -- <name>`, or `-- --rewrite-last`. */
export async function main(args: string[]): Promise<void> {
  const rewriteLast = args.includes("--rewrite-last");
  const name = args.find((arg) => !arg.startsWith("-")) ?? "";
  if (!rewriteLast && !/^[a-z][a-z0-9_]*$/.test(name)) {
    throw new Error("Name the migration in snake_case: npm run migrate:new -- add_library");
  }
  const folder = await writeMigration(env().DATABASE_URL, { name, rewriteLast });
  console.log(folder ? `Written: ${path.relative(projectRoot(), folder)}` : "The schema has not changed.");
}

/** Every .prisma file of today, the order fixed by name. */
export function presentSchema(): SchemaFiles {
  const prisma = path.join(projectRoot(), "prisma");
  const models = readdirSync(path.join(prisma, "models"))
    .filter((name) => name.endsWith(".prisma"))
    .sort();
  const files = [path.join(prisma, "schema.prisma"), ...models.map((name) => path.join(prisma, "models", name))];
  return files.map((file) => ({ path: path.relative(prisma, file), content: readFileSync(file, "utf8") }));
}

function schemaAt(migration: string | undefined): SchemaFiles | null {
  if (!migration) return null;
  const file = path.join(migrationsFolder(), migration, schemaThen);
  return [{ path: "schema.prisma", content: readFileSync(file, "utf8") }];
}
