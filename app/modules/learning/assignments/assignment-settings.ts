import { z } from "zod";
import { optionalNumber, typedNumber } from "#app/modules/learning/courses/fields.ts";

/** What an assignment asks for, as staff sets it and a package carries it. */
export type AssignmentSettings = {
  form: "text" | "files" | "both";
  maxFiles: number;
  /** Bytes of one file. */
  maxBytes: number;
  maxWords: number | null;
  isTeamWork: boolean;
  allowsAgain: boolean;
  /** Peer reviews that each submission gets and everybody gives; 0 = a trainer marks. */
  reviews: number;
  isAnonymous: boolean;
  reviewDays: number;
  /** Part of the grade that comes from reviewing, in per cent. */
  reviewingWeight: number;
};

/** What holds for an assignment that nobody has set up. */
export const defaultSettings: AssignmentSettings = {
  form: "both",
  maxFiles: 3,
  maxBytes: 10 * 1024 * 1024,
  maxWords: null,
  isTeamWork: false,
  allowsAgain: true,
  reviews: 0,
  isAnonymous: true,
  reviewDays: 7,
  reviewingWeight: 20,
};

/** All files of one submission together must fit into one form. */
export const mostFiles = 10;
export const mostBytes = 20 * 1024 * 1024;
/** Letters of a text. */
export const maxTextLength = 100_000;

const number = (min: number, max: number) => typedNumber({ min, max });
const box = z.preprocess((value) => value === true || value === "1", z.boolean());

/** The settings as the form of the teaching page sends them; megabytes stand for bytes there. */
export const assignmentSchema = z.object({
  form: z.enum(["text", "files", "both"], "error.field.invalid"),
  maxFiles: number(1, mostFiles),
  maxBytes: number(1, mostBytes / 1024 / 1024).transform((megabytes) => megabytes * 1024 * 1024),
  maxWords: optionalNumber({ min: 1, max: 100_000 }),
  isTeamWork: box,
  allowsAgain: box,
  reviews: number(0, 10),
  isAnonymous: box,
  reviewDays: number(1, 60),
  reviewingWeight: number(0, 100),
});

/** Words as people count them, in any script. */
export function countWords(text: string): number {
  let count = 0;
  for (const { isWordLike } of new Intl.Segmenter(undefined, { granularity: "word" }).segment(text)) {
    if (isWordLike) count += 1;
  }
  return count;
}
