import type { QuestionKind } from "#app/modules/learning/questions/questions.ts";

/** A form as it came: every name with all of its values, in order. */
export type Fields = Record<string, string[]>;

/** Kinds of answers that stand in rows: chosen, typed as a word, typed as a number. */
export type AnswerKind = "choice" | "short" | "numeric";

/** The columns of one list of rows in the form; the first ones are what a person reads, `from` is where a row came from. */
const rowColumns = {
  choice: ["text", "worth", "feedback", "from"],
  short: ["text", "worth", "feedback", "from"],
  numeric: ["value", "tolerance", "min", "max", "worth", "feedback", "from"],
  pair: ["prompt", "answer", "from"],
  extra: ["answer", "from"],
  item: ["text", "from"],
} as const;
export type RowKind = keyof typeof rowColumns;
export type Row = Record<string, string>;

/** Rows at most in one list of a form. */
export const maxRows = 60;
const maxGaps = 40;

export function gapPrefix(gap: number): string {
  return `g${gap}`;
}

/** The id of a field in a row; the same in the form and in what is said about it. Rows count from 1 for people. */
export function rowId(prefix: string, column: string, row: number): string {
  return `${prefix}_${column}-${row + 1}`;
}

/** The rows of a list as they were typed, empty ones too. */
export function readRows(fields: Fields, prefix: string, kind: RowKind): Row[] {
  const columns = rowColumns[kind];
  const count = Math.max(0, ...columns.map((column) => fields[`${prefix}_${column}`]?.length ?? 0));
  return Array.from({ length: Math.min(count, maxRows) }, (_, row) =>
    Object.fromEntries(columns.map((column) => [column, fields[`${prefix}_${column}`]?.[row] ?? ""])),
  );
}

/** Whether nothing that a person can see was typed into a row. */
export function isEmptyRow(row: Row): boolean {
  return Object.entries(row).every(([column, value]) => column === "from" || value.trim() === "");
}

/** Rows as form fields. */
export function writeRows(prefix: string, kind: RowKind, rows: readonly Row[]): Fields {
  return Object.fromEntries(
    rowColumns[kind].map((column) => [`${prefix}_${column}`, rows.map((row) => row[column] ?? "")]),
  );
}

/** The lists that a kind of question has, without those of gaps. */
export function listsOf(kind: QuestionKind): { prefix: string; rows: RowKind }[] {
  switch (kind) {
    case "single":
    case "several":
    case "boolean":
      return [{ prefix: "a", rows: "choice" }];
    case "short":
      return [{ prefix: "a", rows: "short" }];
    case "numeric":
      return [{ prefix: "a", rows: "numeric" }];
    case "matching":
      return [
        { prefix: "p", rows: "pair" },
        { prefix: "x", rows: "extra" },
      ];
    case "ordering":
      return [{ prefix: "i", rows: "item" }];
    default:
      return [];
  }
}

/** The kind of a gap as the form says it. */
export function gapKind(fields: Fields, gap: number): AnswerKind {
  const kind = fields[`${gapPrefix(gap)}_kind`]?.[0];
  return kind === "short" || kind === "numeric" ? kind : "choice";
}

/** How many gaps the form shows: as many as the text names, and those that hold something. */
export function countGaps(fields: Fields): number {
  const named = [...(fields.prompt?.[0] ?? "").matchAll(/\[\[(\d{1,2})\]\]/g)].map((match) => Number(match[1]));
  const typed = Object.keys(fields).flatMap((name) => {
    const gap = /^g(\d{1,2})_/.exec(name)?.[1];
    return gap && readRows(fields, `g${gap}`, gapKind(fields, Number(gap))).some((row) => !isEmptyRow(row))
      ? [Number(gap)]
      : [];
  });
  return Math.min(maxGaps, Math.max(1, ...named, ...typed));
}
