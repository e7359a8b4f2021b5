import type { MessageKey } from "#app/i18n/catalogues/en.ts";
import { CsvError, parse } from "csv-parse/sync";
import { type AppError, fieldError } from "#app/infra/app-error.ts";
import { readMailboxes } from "#app/lib/mailboxes.ts";
import { stripUnsafeCharacters } from "#app/lib/text.ts";
import { emailField } from "#app/modules/accounts/schemas.ts";
import { readHeader, type RosterColumns } from "./roster-columns.ts";

/**
 * One row of a list of people as it was read. `code` says why it cannot be used, whatever else is known; `ignored` names, in a row
 * of its own, columns that are not used.
 */
export type RosterRow = {
  line: number;
  email: string;
  name: string;
  cohort: string;
  code: MessageKey | null;
  ignored?: string;
};

const maxRosterRows = 2000;
const maxCell = 300;

/**
 * Reads a list of people: columns email, name (or first and last name) and cohort in any order under any of their names
 * (`roster-columns.ts`), parted by comma, semicolon or tab, quoted or not, also behind Excel's line "sep=;". Without a header every
 * address is a person. A cell may hold an address as mail programs write it (`"Eve E." <eve@x.org>`), or several. A row that cannot be
 * used is kept with the reason; an address that stood higher up already is one of those. Throws AppError 400 on `file` for a list without
 * rows, without addresses, or with more than 2,000 rows.
 */
export function readRoster(text: string): RosterRow[] {
  const clean = text.replace(/^\uFEFF/, "").replaceAll("\u0000", "");
  const [, told] = /^(?:"?sep=(.)"?[ \t]*(?:\r\n?|\n))/i.exec(clean) ?? [];
  const records = parseRecords(clean, told ?? delimiterOf(clean)).slice(told ? 1 : 0);
  const header = readHeader(records[0]?.cells ?? []);
  const rows = header ? records.slice(1) : records;
  if (rows.length === 0) throw refuse("enrolment.roster.error.empty");
  if (rows.length > maxRosterRows) throw refuse("enrolment.roster.error.too_many", { max: maxRosterRows });
  if (header?.at.email.length === 0) throw refuse("enrolment.roster.error.no_email");
  const people = rows.flatMap((row) => (header ? readUnder(header, row) : readBare(row)));
  if (people.length > maxRosterRows) throw refuse("enrolment.roster.error.too_many", { max: maxRosterRows });
  const seen = new Set<string>();
  const judged = people.map((row): RosterRow => {
    if (row.code) return row;
    if (seen.has(row.email)) return { ...row, code: "enrolment.roster.doubled" };
    seen.add(row.email);
    return row;
  });
  if (!header || header.ignored.length === 0) return judged;
  const ignored = shortened(header.ignored.join(", "));
  return [{ line: records[0]!.line, email: "", name: "", cohort: "", code: null, ignored }, ...judged];
}

function readUnder({ at, width }: RosterColumns, { line, cells }: Read): RosterRow[] {
  const filled = (positions: number[]) => positions.map((position) => cells[position]?.trim() ?? "").filter(Boolean);
  const first = (positions: number[]) => filled(positions)[0] ?? "";
  // A street may stand under "adresse" as well.
  const address = filled(at.email).find((cell) => cell.includes("@")) ?? first(at.email);
  // Addresses behind the last column were parted by the mark that parts the columns.
  const surplus = cells.slice(width).filter((cell) => cell.includes("@"));
  const name = first(at.name) || [first(at.first), first(at.last)].filter(Boolean).join(" ");
  return readPeople(line, { text: [address, ...surplus].join("\n"), name, cohort: first(at.cohort) });
}

/** Address, name, cohort; or addresses alone. */
function readBare({ line, cells }: Read): RosterRow[] {
  const addresses = cells.filter((cell) => cell.includes("@"));
  // "Lee, Ann <ann@x.org>": the comma parted a name.
  if (addresses[0]?.includes("<") && addresses[0] !== cells[0])
    return readPeople(line, { text: cells.join(", "), name: "", cohort: "" });
  if (addresses.length > 1) return readPeople(line, { text: addresses.join("\n"), name: "", cohort: "" });
  const [text = "", name = "", cohort = ""] = cells;
  return readPeople(line, { text, name, cohort });
}

function readPeople(line: number, { text, name, cohort }: { text: string; name: string; cohort: string }): RosterRow[] {
  const beside = { line, cohort: shortened(cohort) };
  const boxes = readMailboxes(text);
  // A line may hold many people; nobody's address or name is long.
  const cells = [name, cohort, ...boxes.flatMap((box) => [box.name, box.address])];
  if (cells.some((cell) => cell.length > maxCell)) {
    const row = { ...beside, email: shortened(text), name: shortened(name) };
    return [{ ...row, code: "enrolment.roster.too_long" }];
  }
  if (boxes.length === 0) return [{ ...beside, email: "", name: shortened(name), code: "enrolment.roster.bad_email" }];
  return boxes.map((box) => {
    const email = emailField.safeParse(box.address);
    return {
      ...beside,
      email: email.success ? email.data : shortened(box.address),
      name: shortened(boxes.length === 1 ? name || box.name : box.name),
      code: email.success ? null : "enrolment.roster.bad_email",
    };
  });
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
    if (!(error instanceof CsvError)) throw error;
    return parseLines(text, delimiter);
  }
  return read;
}

/** A list with quotation marks that CSV does not allow, such as `"Eve E." <eve@x.org>`: each line by itself, as it stands where it must. */
function parseLines(text: string, delimiter: string): Read[] {
  const lines = text.split(/\r\n?|\n/).slice(0, maxRosterRows + 3);
  return lines.flatMap((words, index) =>
    words.trim() === "" ? [] : { line: index + 1, cells: cellsOf(words, delimiter) },
  );
}

function cellsOf(words: string, delimiter: string): string[] {
  try {
    const [cells] = parse(words, { delimiter, relax_quotes: true, trim: true }) as string[][];
    return cells ?? [];
  } catch (error) {
    if (error instanceof CsvError) return [words];
    throw error;
  }
}

function refuse(code: MessageKey, values?: Record<string, number>): AppError {
  return fieldError("file", code, values);
}
