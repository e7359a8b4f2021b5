import { z } from "zod";

import { stripUnsafeCharacters } from "#app/lib/text.ts";

// Every scalar of a package is read as the text that was written. The messages are what is expected, in a form that needs
// no translation: a pattern, a list or a range.

/** A text of 1 to `max` characters. */
export const short = (max: number) =>
  z
    .string(`1–${max}`)
    .transform((text) => stripUnsafeCharacters(text))
    .pipe(z.string().min(1, `1–${max}`).max(max, `1–${max}`));

/** A text of at most `max` characters; left out, it is empty. */
export const optionalText = (max: number) =>
  z
    .string(`0–${max}`)
    .default("")
    .transform((text) => stripUnsafeCharacters(text))
    .pipe(z.string().max(max, `0–${max}`));

/** A number that is written as `pattern` has it. */
export const number = (min: number, max: number, pattern: RegExp) =>
  z
    .string(`${min}–${max}`)
    .regex(pattern, `${min}–${max}`)
    .transform(Number)
    .pipe(z.number().min(min, `${min}–${max}`).max(max, `${min}–${max}`));

const slugPattern = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** A name in addresses. */
export const slug = z.string("a-z 0-9 -").regex(slugPattern, "a-z 0-9 -").max(80, "a-z 0-9 -, 1–80");

const momentForm = "2026-03-01T09:00+01:00";

/** A moment with its distance to UTC; without one nobody could say when it is. */
export const moment = z
  .string(momentForm)
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d)$/, momentForm)
  .transform((text) => new Date(text))
  .refine((date) => !Number.isNaN(date.getTime()), momentForm);
