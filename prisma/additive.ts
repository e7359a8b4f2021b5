import { splitClauses, splitStatements, type Statement } from "./sql-statements.ts";

/**
 * `-- Not additive: why (docs/decisions/page.md)` before a statement lets it through: somebody decided and wrote it down. No
 * semicolon in it: the engine that applies migrations parts statements there, in comments too.
 */
const decided = /^Not additive: [^;\s][^;]* \((docs\/decisions\/[a-z0-9-]+\.md)\)$/;

const name = String.raw`(?:"public"\.)?"?(\w+)"?`;
const createTable = new RegExp(`^CREATE TABLE (?:IF NOT EXISTS )?${name}`, "i");
const alterTable = new RegExp(`^ALTER TABLE (?:ONLY )?${name} (.+)$`, "is");
const uniqueIndex = new RegExp(`^CREATE UNIQUE INDEX (?:IF NOT EXISTS )?${name} ON ${name} ?\\(([^)]*)\\)`, "i");
const addColumn = /^ADD COLUMN (?:IF NOT EXISTS )?"?(\w+)"?(.*)$/is;
const insertInto = new RegExp(`^INSERT INTO ${name}`, "i");
const harmless = [
  /^CREATE (SCHEMA|TYPE|TABLE|SEQUENCE|EXTENSION|INDEX|(OR REPLACE )?(VIEW|FUNCTION))\b/i,
  /^ALTER TYPE \S+ ADD VALUE\b/i,
  /^COMMENT ON\b/i,
];
const harmlessClauses = [/^ALTER COLUMN \S+ (DROP NOT NULL|SET DEFAULT\b.*)$/is, /^VALIDATE CONSTRAINT\b/i];

/**
 * The statements of a migration after which the code of the version before it would fail or data would be gone, each with
 * the reason. Only what is known to be additive passes: new tables and first rows in them, new columns that rows and older
 * code can do without, new indexes; a rule over new tables or new columns alone. `hasDecision` says whether a page of
 * docs/decisions exists.
 */
export function findNotAdditive(sql: string, hasDecision: (page: string) => boolean): string[] {
  const statements = splitStatements(sql);
  const made = madeBy(statements);
  return statements.flatMap(({ text, comments }) => {
    const page = comments.map((line) => decided.exec(line)?.[1]).find(Boolean);
    if (page) return hasDecision(page) ? [] : [`its decision ${page} does not exist: ${short(text)}`];
    return judge(text, made).map((why) => `${why}: ${short(text)}`);
  });
}

/** New tables, and new columns of older tables as `table.column`. */
function madeBy(statements: Statement[]): Set<string> {
  const made = new Set<string>();
  for (const { text } of statements) {
    const table = createTable.exec(text)?.[1];
    if (table) made.add(table);
    const [, altered, clauses] = alterTable.exec(text) ?? [];
    for (const clause of splitClauses(clauses ?? "")) {
      const column = addColumn.exec(clause)?.[1];
      if (column) made.add(`${altered}.${column}`);
    }
  }
  return made;
}

function judge(text: string, made: Set<string>): string[] {
  const [, , indexed, columns] = uniqueIndex.exec(text) ?? [];
  if (indexed) return bindsOldRows(indexed, columns!, made) ? ["makes a rule for rows that are there"] : [];
  const [, table, clauses] = alterTable.exec(text) ?? [];
  if (table) return splitClauses(clauses!).flatMap((clause) => judgeClause(clause, table, made));
  const filled = insertInto.exec(text)?.[1];
  if (filled) return made.has(filled) ? [] : ["adds rows that older code did not write"];
  return harmless.some((pattern) => pattern.test(text)) ? [] : ["is not known to be additive"];
}

function judgeClause(clause: string, table: string, made: Set<string>): string[] {
  const [, column, rest] = addColumn.exec(clause) ?? [];
  if (column) {
    const isNeeded = /\bNOT NULL\b/i.test(rest!) && !/\b(DEFAULT|GENERATED)\b/i.test(rest!);
    return isNeeded ? ["adds a column that older code does not fill"] : [];
  }
  if (/^ADD CONSTRAINT\b/i.test(clause)) {
    const columns = /\b(?:FOREIGN KEY|UNIQUE) ?\(([^)]*)\)/i.exec(clause)?.[1] ?? "";
    return bindsOldRows(table, columns, made) ? ["makes a rule for rows that are there"] : [];
  }
  return harmlessClauses.some((pattern) => pattern.test(clause)) ? [] : ["is not known to be additive"];
}

/** A rule over a new column binds no row that is there: the column is empty in all of them. */
function bindsOldRows(table: string, columns: string, made: Set<string>): boolean {
  const names = columns.split(",").map((column) => /\w+/.exec(column)?.[0] ?? "");
  return !made.has(table) && !names.some((column) => made.has(`${table}.${column}`));
}

function short(text: string): string {
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}
