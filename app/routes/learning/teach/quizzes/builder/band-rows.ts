import type { Fields } from "#app/modules/learning/bank/fields.ts";
import type { FeedbackBand } from "#app/modules/learning/quizzes/overall-feedback.ts";

/** A row of the overall feedback as it is typed: from which per cent on, and the words in each language. */
export type BandRow = { from: string; text: Record<string, string> };

const maxBands = 20;

/** The rows that a form has, empty ones too. */
export function readBandRows(fields: Fields): BandRow[] {
  const languages = Object.keys(fields).flatMap((name) => /^band_text_([a-z]{2,3})$/.exec(name)?.[1] ?? []);
  const count = Math.min(maxBands, fields.band_from?.length ?? 0);
  return Array.from({ length: count }, (_, row) => ({
    from: fields.band_from?.[row] ?? "",
    text: Object.fromEntries(
      languages.flatMap((language) => {
        const text = (fields[`band_text_${language}`]?.[row] ?? "").replace(/\r\n?/g, "\n").trim();
        return text ? [[language, text]] : [];
      }),
    ),
  }));
}

export function isEmptyBand({ from, text }: BandRow): boolean {
  return from.trim() === "" && Object.keys(text).length === 0;
}

/** Stored bands as rows, with two empty ones. */
export function writeBandRows(bands: readonly FeedbackBand[]): Fields {
  return writeRows([...bands.map(({ from, text }) => ({ from: String(from), text })), ...empty(2)]);
}

/** The same form with more empty rows. */
export function moreBands(fields: Fields): Fields {
  return { ...fields, ...writeRows([...readBandRows(fields), ...empty(2)].slice(0, maxBands)) };
}

function writeRows(rows: readonly BandRow[]): Fields {
  const languages = new Set(rows.flatMap(({ text }) => Object.keys(text)));
  return {
    band_from: rows.map(({ from }) => from),
    ...Object.fromEntries(
      [...languages].map((code) => [`band_text_${code}`, rows.map(({ text }) => text[code] ?? "")]),
    ),
  };
}

function empty(count: number): BandRow[] {
  return Array.from({ length: count }, () => ({ from: "", text: {} }));
}
