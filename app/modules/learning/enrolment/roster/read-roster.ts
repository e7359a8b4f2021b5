import type { MessageKey } from "#app/i18n/catalogues/en.ts";
import { CsvError, parse } from "csv-parse/sync";
import { normalize } from "#app/lib/combining-marks.ts";
import { type AppError, fieldError } from "#app/infra/app-error.ts";
import { stripUnsafeCharacters } from "#app/lib/text.ts";
import { emailField } from "#app/modules/accounts/schemas.ts";

/** One row of a list of people as it was read. `code` says why it cannot be used, whatever else is known. */
export type RosterRow = { line: number; email: string; name: string; cohort: string; code: MessageKey | null };

const maxRosterRows = 2000;
const maxCell = 300;

// What people and programs call the columns, in the languages of the interface.
const columns: Record<"email" | "name" | "cohort", string[]> = {
  email: [
    "email",
    "e-mail",
    "mail",
    "email address",
    "e-mail address",
    "courriel",
    "adresse",
    "adresse e-mail",
    "البريد",
    "البريد الإلكتروني",
  ],
  name: ["name", "full name", "nom", "nom complet", "الاسم"],
  cohort: ["cohort", "group", "class", "cohorte", "groupe", "الفوج", "فوج"],
};

/**
 * Reads a list of people: columns email, name and cohort in any order under any of their names, parted by comma,
 * semicolon or tab, quoted or not. Without a header the first column is the address. A row that cannot be used is kept
 * with the reason; an address that stood higher up already is one of those. Throws AppError 400 on `file` for a list
 * without rows, without addresses, or with more than 2,000 rows.
 */
export function readRoster(text: string): RosterRow[] {
  const clean = text.replace(/^\uFEFF/, "").replaceAll("\u0000", "");
  const records = parseRecords(clean, delimiterOf(clean));
  const found = headerOf(records[0]?.cells ?? []);
  const rows = found.hasHeader ? records.slice(1) : records;
  if (rows.length === 0) throw refuse("enrolment.roster.error.empty");
  if (rows.length > maxRosterRows) throw refuse("enrolment.roster.error.too_many", { max: maxRosterRows });
  if (found.hasHeader && found.email === -1) throw refuse("enrolment.roster.error.no_email");
  const seen = new Set<string>();
  return rows.map(({ line, cells }) => {
    const cell = (position: number) => (position === -1 ? "" : (cells[position] ?? ""));
    const row = readRow(line, { email: cell(found.email), name: cell(found.name), cohort: cell(found.cohort) });
    if (row.code) return row;
    if (seen.has(row.email)) return { ...row, code: "enrolment.roster.doubled" };
    seen.add(row.email);
    return row;
  });
}

function readRow(line: number, cells: { email: string; name: string; cohort: string }): RosterRow {
  const email = emailField.safeParse(cells.email);
  const row = {
    line,
    email: email.success ? email.data : shortened(cells.email),
    name: shortened(cells.name),
    cohort: shortened(cells.cohort),
  };
  if (Object.values(cells).some((cell) => cell.length > maxCell)) return { ...row, code: "enrolment.roster.too_long" };
  return { ...row, code: email.success ? null : "enrolment.roster.bad_email" };
}

/** A cell as a report shows it: on one line, not too long, without what hides or reorders text. */
function shortened(cell: string): string {
  return stripUnsafeCharacters(cell.slice(0, maxCell)).slice(0, 120);
}

/** Comma, semicolon or tab: what occurs most in the first line outside quotes. */
function delimiterOf(text: string): string {
  const first = (/^(?:"(?:[^"]|"")*"|[^\r\n"])*/.exec(text.trimStart().slice(0, 10_000))?.[0] ?? "").replace(
    /"(?:[^"]|"")*"/g,
    "",
  );
  const count = (mark: string) => first.split(mark).length - 1;
  return [",", ";", "\t"].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}

type Read = { line: number; cells: string[] };

function parseRecords(text: string, delimiter: string): Read[] {
  const read: Read[] = [];
  let previous = 0;
  try {
    parse(text, {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      trim: true,
      // One more than is allowed, and the header: enough to know that there are too many.
      to: maxRosterRows + 2,
      on_record: (record: string[], { lines }) => {
        // The line on which a record begins: a quoted cell may run over several.
        const line = previous + 1;
        previous = lines;
        if (record.some((cell) => cell.trim() !== "")) read.push({ line, cells: record });
        return null;
      },
    });
  } catch (error) {
    if (error instanceof CsvError) throw refuse("enrolment.roster.error.broken", { line: previous + 1 });
    throw error;
  }
  return read;
}

function headerOf(cells: string[]) {
  const names = cells.map((cell) => normalize(cell.trim().toLowerCase()));
  const position = (column: keyof typeof columns) => names.findIndex((name) => columns[column].includes(name));
  const columnsAt = { email: position("email"), name: position("name"), cohort: position("cohort") };
  const hasHeader = Object.values(columnsAt).some((at) => at !== -1) && !names.some((name) => name.includes("@"));
  return hasHeader ? { hasHeader, ...columnsAt } : { hasHeader, email: 0, name: 1, cohort: 2 };
}

function refuse(code: MessageKey, values?: Record<string, number>): AppError {
  return fieldError("file", code, values);
}
