import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { projectRoot } from "#app/infra/project-root.server.ts";
import { findNotAdditive } from "./additive.ts";
import { migrationsFolder } from "./history.ts";

/** The list of landed files, one "SHA-256, two blanks, migration/file" a line, as `sha256sum` writes and checks it. */
const listName = "landed.sha256";

/**
 * What is wrong with the migrations of a folder, a sentence each: one that landed was edited or removed, one is not in the
 * list, or its SQL is not additive.
 */
export function findMigrationProblems(folder = migrationsFolder()): string[] {
  const [landed, present] = [readList(folder), hashFiles(folder)];
  const changed = [...landed].flatMap(([file, hash]) => {
    if (!present.has(file)) return [`${file} has landed and is gone: put it back`];
    return present.get(file) === hash ? [] : [`${file} has landed and was edited: put it back and write a further one`];
  });
  const added = [...present.keys()].filter((file) => !landed.has(file));
  const hasDecision = (page: string) => existsSync(path.join(projectRoot(), page));
  const harmful = [...present.keys()]
    .filter((file) => file.endsWith(".sql"))
    .flatMap((file) =>
      findNotAdditive(readFileSync(path.join(folder, file), "utf8"), hasDecision).map((why) => `${file} ${why}`),
    );
  return [...changed, ...added.map((file) => `${file} is not in ${listName}: make it by migrate:new`), ...harmful];
}

/** Writes the hashes of one migration into the list, in place of those that it may have there. */
export function listMigration(migration: string, folder = migrationsFolder()): void {
  const isOf = (file: string) => file.startsWith(`${migration}/`);
  const others = [...readList(folder)].filter(([file]) => !isOf(file));
  const own = [...hashFiles(folder)].filter(([file]) => isOf(file));
  const lines = [...others, ...own].sort(([a], [b]) => (a < b ? -1 : 1)).map(([file, hash]) => `${hash}  ${file}\n`);
  writeFileSync(path.join(folder, listName), lines.join(""));
}

function readList(folder: string): Map<string, string> {
  const file = path.join(folder, listName);
  const lines = existsSync(file) ? readFileSync(file, "utf8").split("\n") : [];
  return new Map(lines.filter(Boolean).map((line) => [line.slice(66), line.slice(0, 64)]));
}

/** The files of all migrations with their hashes, by name. */
function hashFiles(folder: string): Map<string, string> {
  const migrations = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const files = migrations.flatMap(({ name }) => readdirSync(path.join(folder, name)).map((file) => `${name}/${file}`));
  const hash = (file: string) =>
    createHash("sha256")
      .update(readFileSync(path.join(folder, file)))
      .digest("hex");
  return new Map(files.sort().map((file) => [file, hash(file)]));
}
