import type { FieldErrors } from "#app/infra/app-error.ts";
import {
  countGaps,
  type Fields,
  gapKind,
  gapPrefix,
  isEmptyRow,
  readRows,
  rowId,
  type Row,
  type RowKind,
} from "./fields.ts";
import { cleanBlock, cleanLine, Numbers } from "./form-values.ts";
import type {
  ChoiceAnswer,
  ClozeGap,
  NumericAnswer,
  Question,
  QuestionKind,
  ShortAnswer,
  TextFormat,
} from "#app/modules/learning/questions/questions.ts";

/** A row's place in its question, and where it stood before (its own number, "" for a new one). */
export type Origin = { row: number; from: number | null };

/** A question as a form says it, whether it can be asked or not. */
export type ReadQuestion = {
  question: Question;
  /** What could not even be read: numbers. */
  errors: FieldErrors;
  /** For each list ("answers", "pairs", "extra", "items", "gaps.0") where its elements stood in the form and before. */
  origins: Record<string, Origin[]>;
};

type Base = {
  kind: QuestionKind;
  key: string;
  format: Question["format"];
  /** A translation has as many rows as its original; rows of accepted words are its own. */
  keepsEmpty?: boolean;
};

/**
 * Reads the form of a question in the course's own language. Rows without anything in them are left out. What is wrong
 * with the question itself is said by `checkQuestion`; here only numbers can be unreadable, and then they are NaN. Throws
 * nothing.
 */
export function readQuestionForm(fields: Fields, { kind, key, format, keepsEmpty = false }: Base): ReadQuestion {
  const numbers = new Numbers();
  const origins: ReadQuestion["origins"] = {};
  const read = new Rows(fields, numbers, origins, keepsEmpty);
  const base = { ...readCommon(fields, numbers), key, format, category: null, line: 1 };
  const question = { ...base, ...readKind(kind, fields, read, numbers, origins) } as Question;
  return { question, errors: numbers.errors, origins };
}

/** How the texts of a form are written. */
export function formatOf(fields: Fields, fallback: TextFormat = "markdown"): TextFormat {
  const format = fields.format?.[0];
  return format === "plain" || format === "markdown" || format === "html" ? format : fallback;
}

/** Texts and numbers that every kind has. */
function readCommon(fields: Fields, numbers: Numbers) {
  const feedback = Object.fromEntries(
    (["general", "right", "partly", "wrong"] as const).flatMap((name) => {
      const text = cleanBlock(fields[`feedback_${name}`]?.[0]);
      return text ? [[name, text]] : [];
    }),
  );
  const penalty = numbers.percent("penalty", fields.penalty?.[0]);
  return {
    title: cleanLine(fields.title?.[0]) || null,
    prompt: cleanBlock(fields.prompt?.[0]),
    marks: numbers.read("marks", fields.marks?.[0]) ?? 1,
    ...(Object.keys(feedback).length > 0 && { feedback }),
    ...(penalty !== null && { penalty }),
  };
}

function readKind(
  kind: QuestionKind,
  fields: Fields,
  read: Rows,
  numbers: Numbers,
  origins: ReadQuestion["origins"],
): object {
  switch (kind) {
    case "single":
    case "several":
      return { kind, answers: read.choices("answers", "a", kind === "single") };
    case "boolean": {
      const right = fields.a_right?.[0];
      const notes = fields.a_feedback ?? [];
      origins.answers = [0, 1].map((at) => ({ row: at, from: at }));
      const answers = ["true", "false"].map((text, index) => ({
        text,
        fraction: right === String(index) ? 1 : 0,
        ...withFeedback(notes[index]),
      }));
      return { kind, answers };
    }
    case "short":
      return { kind, answers: read.words("answers", "a") };
    case "numeric":
      return { kind, answers: read.figures("answers", "a") };
    case "matching": {
      const pairs = read.list("pairs", "p", "pair", (row) => ({
        prompt: cleanBlock(row.prompt),
        answer: cleanBlock(row.answer),
      }));
      return { kind, pairs, extra: read.list("extra", "x", "extra", (row) => cleanBlock(row.answer)) };
    }
    case "ordering":
      return { kind, items: read.list("items", "i", "item", (row) => cleanBlock(row.text)) };
    case "cloze":
      return { kind, gaps: readGaps(fields, read, numbers) };
    case "essay": {
      const [template, notes] = [cleanBlock(fields.template?.[0]), cleanBlock(fields.notes?.[0])];
      const minWords = numbers.read("minWords", fields.minWords?.[0]);
      const maxWords = numbers.read("maxWords", fields.maxWords?.[0]);
      return {
        kind,
        ...(template && { template }),
        ...(notes && { notes }),
        ...(minWords !== null && { minWords }),
        ...(maxWords !== null && { maxWords }),
      };
    }
  }
}

function readGaps(fields: Fields, read: Rows, numbers: Numbers): ClozeGap[] {
  return Array.from({ length: countGaps(fields) }, (_, index) => {
    const prefix = gapPrefix(index + 1);
    const weight = numbers.read(`${prefix}_weight`, fields[`${prefix}_weight`]?.[0]) ?? 1;
    const list = `gaps.${index}`;
    const kind = gapKind(fields, index + 1);
    if (kind === "short") return { kind, weight, answers: read.words(list, prefix) };
    if (kind === "numeric") return { kind, weight, answers: read.figures(list, prefix) };
    return { kind, weight, answers: read.choices(list, prefix, true) };
  });
}

/** Lists of rows as parts of a question. */
class Rows {
  constructor(
    private readonly fields: Fields,
    private readonly numbers: Numbers,
    private readonly origins: ReadQuestion["origins"],
    private readonly keepsEmpty: boolean,
  ) {}

  private filled(prefix: string, kind: RowKind): { row: Row; at: number }[] {
    const rows = readRows(this.fields, prefix, kind).map((row, at) => ({ row, at }));
    return rows.filter(({ row }) => (this.keepsEmpty && kind !== "short") || !isEmptyRow(row));
  }

  list<T>(name: string, prefix: string, kind: RowKind, make: (row: Row, at: number) => T): T[] {
    const filled = this.filled(prefix, kind);
    this.origins[name] = filled.map(({ row, at }) => ({
      row: at,
      from: /^\d{1,2}$/.test(row.from ?? "") ? Number(row.from) : null,
    }));
    return filled.map(({ row, at }) => make(row, at));
  }

  /**
   * A right answer is worth all the marks, of several right ones each an equal share, and a wrong one takes away a share
   * where several may be chosen, so that ticking everything earns nothing. A worth that is written says otherwise.
   */
  choices(name: string, prefix: string, isSingle: boolean): ChoiceAnswer[] {
    const right = new Set(this.fields[`${prefix}_right`] ?? []);
    const share = 1 / Math.max(1, this.filled(prefix, "choice").filter(({ at }) => right.has(String(at))).length);
    return this.list(name, prefix, "choice", (row, at) => ({
      text: cleanBlock(row.text),
      fraction:
        this.numbers.percent(rowId(prefix, "worth", at), row.worth, -1) ??
        autoFraction(right.has(String(at)), share, isSingle),
      ...withFeedback(row.feedback),
    }));
  }

  words(name: string, prefix: string): ShortAnswer[] {
    return this.list(name, prefix, "short", (row, at) => ({
      text: cleanLine(row.text),
      fraction: this.numbers.percent(rowId(prefix, "worth", at), row.worth, -1) ?? 1,
      ...withFeedback(row.feedback),
    }));
  }

  figures(name: string, prefix: string): NumericAnswer[] {
    return this.list(name, prefix, "numeric", (row, at) => {
      const number = (column: string) => this.numbers.read(rowId(prefix, column, at), row[column]);
      const fraction = this.numbers.percent(rowId(prefix, "worth", at), row.worth, -1) ?? 1;
      const rest = { fraction, ...withFeedback(row.feedback) };
      // A star is any number.
      if (row.value?.trim() === "*") return { min: null, max: null, ...rest };
      const value = number("value");
      const [min, max] = [number("min"), number("max")];
      if (value === null && (min !== null || max !== null)) return { min, max, ...rest };
      if (value === null) this.numbers.missing(rowId(prefix, "value", at));
      return { value: value ?? NaN, tolerance: number("tolerance") ?? 0, ...rest };
    });
  }
}

/** What a choice is worth when nobody says otherwise. */
export function autoFraction(isRight: boolean, share: number, isSingle: boolean): number {
  if (isSingle) return isRight ? 1 : 0;
  return isRight ? share : -share;
}

function withFeedback(text: string | undefined) {
  const feedback = cleanBlock(text);
  return feedback ? { feedback } : {};
}
