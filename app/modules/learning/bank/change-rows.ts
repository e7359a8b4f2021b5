import {
  countGaps,
  type Fields,
  gapKind,
  gapPrefix,
  listsOf,
  maxRows,
  readRows,
  type Row,
  type RowKind,
  writeRows,
} from "#app/modules/learning/bank/fields.ts";
import type { QuestionKind } from "#app/modules/learning/questions/questions.ts";
import { firstRows, spareRows } from "./write-form.ts";

/**
 * Does what a button beside the rows asks for: "more-a" (empty rows), "up-a-2" and "down-a-2" (one place), "gaps" (rows for
 * the gaps that the text names by now). Everything typed stays. Null for any other intent. Throws nothing.
 */
export function changeRows(fields: Fields, kind: QuestionKind, intent: string): Fields | null {
  if (intent === "gaps") return withSpareRows(fields, kind);
  const [, verb, prefix = "", at = ""] = /^(more|up|down)-([apxi]|g\d{1,2})(?:-(\d{1,2}))?$/.exec(intent) ?? [];
  if (!verb) return null;
  const list = allLists(fields, kind).find((one) => one.prefix === prefix);
  if (!list) return fields;
  const rows = readRows(fields, prefix, list.rows);
  if (verb === "more") {
    return { ...fields, ...writeRows(prefix, list.rows, [...rows, ...empty(3)].slice(0, maxRows)) };
  }
  const from = Number(at);
  const to = verb === "up" ? from - 1 : from + 1;
  if (!rows[from] || !rows[to]) return fields;
  [rows[from], rows[to]] = [rows[to], rows[from]];
  const right = (fields[`${prefix}_right`] ?? []).map((one) =>
    one === String(from) ? String(to) : one === String(to) ? String(from) : one,
  );
  return { ...fields, ...writeRows(prefix, list.rows, rows), ...(right.length > 0 && { [`${prefix}_right`]: right }) };
}

/** The fields of a question with empty rows to write more into: two beyond the filled ones, at least a kind's first ones. */
export function withSpareRows(fields: Fields, kind: QuestionKind): Fields {
  const lists = allLists(fields, kind).filter(() => kind !== "boolean");
  const all = { ...fields };
  for (const { prefix, rows } of lists) {
    const present = readRows(all, prefix, rows);
    const blank = present.length - present.findLastIndex((row) => Object.values(row).some((value) => value !== "")) - 1;
    const least = prefix === "x" ? 0 : prefix.startsWith("g") ? 1 : firstRows[kind];
    const missing = Math.max(spareRows - blank, least + spareRows - present.length, 0);
    Object.assign(all, writeRows(prefix, rows, [...present, ...empty(missing)].slice(0, maxRows)));
  }
  return all;
}

function allLists(fields: Fields, kind: QuestionKind): { prefix: string; rows: RowKind }[] {
  if (kind !== "cloze") return listsOf(kind);
  return Array.from({ length: countGaps(fields) }, (_, index) => ({
    prefix: gapPrefix(index + 1),
    rows: gapKind(fields, index + 1),
  }));
}

function empty(count: number): Row[] {
  return Array.from({ length: count }, () => ({ from: "" }));
}
