const kibibyte = 1024;
const mebibyte = 1024 * kibibyte;

/** What an address takes at most. Everything is counted before anything is done with it. */
export type BodyLimits = {
  /** Bytes of the whole body; more is refused before it is read. */
  whole: number;
  /** Fields, files not counted. */
  fields: number;
  /** Characters (UTF-16 units) of one field. */
  field: number;
  /** Characters of all fields together: what a form with files may carry besides them. */
  text: number;
  /** Files, also those that the address passes over. */
  files: number;
};

/** No body may be larger, whatever the address: what is larger is refused before anybody looks at who asks. */
export const largestBody = 64 * mebibyte;

/** What holds for an address that states no limit of its own; the longest texts of the product fit into one field. */
export const usualLimits: BodyLimits = {
  whole: 512 * kibibyte,
  fields: 1_000,
  field: 200_000,
  text: 512 * kibibyte,
  files: 50,
};

/** For a form with a row of fields for each question of a quiz, or each answer of a question. */
export const manyFields: Partial<BodyLimits> = { fields: 5_000 };

/** The limit of a body with files: what stands between them, and the fields, take a little more. */
export function wholeWithFiles(bytes: number): number {
  return Math.min(largestBody, bytes + mebibyte);
}

/** Characters of a field's name; names are written by us. */
export const longestName = 200;

/** Characters of a file's name that are looked at; its end says what it is. */
export const longestFileName = 255;
