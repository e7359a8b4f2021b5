import { z } from "zod";
import { stripUnsafeCharacters } from "#app/lib/text.ts";
import { parseNumber } from "./numbers.ts";

/** A line of text that must hold something, without characters that no page should show. */
export const line = (max: number) =>
  z
    .string("error.field.required")
    .transform(stripUnsafeCharacters)
    .pipe(z.string().min(1, "error.field.required").max(max, "error.field.too_long"));

/** What a form sends once, several times or not at all. */
export const list = <T extends z.ZodType>(item: T, max: number) =>
  z.preprocess(
    (value) => (value === undefined || value === "" ? [] : Array.isArray(value) ? value : [value]),
    z.array(item).max(max, "error.field.invalid"),
  );

/** A program may send a field twice: the first counts. */
export const first = (value: unknown) => (Array.isArray(value) ? (value[0] as unknown) : value);

/** A line of text that may be empty or missing; "" then. */
export const optionalLine = (max: number) =>
  z.preprocess(
    (value) => (typeof first(value) === "string" ? stripUnsafeCharacters(first(value) as string) : ""),
    z.string().max(max, "error.field.too_long"),
  );

type Range = { min: number; max: number; decimals?: number; code?: string };

/** What stands in a field for a number, also as a package of a course holds it. */
const digits = z.union([z.string(), z.number()], "error.field.required").transform(String);

/**
 * A number as people type it (see `parseNumber`): digits of any script, a point or a comma, at most `decimals` decimals (none
 * where nothing is said). Refused with `code`, or with words that name the range.
 */
export const typedNumber = ({ min, max, decimals = 0, code }: Range) =>
  digits.pipe(z.string().trim().min(1, "error.field.required")).transform((typed, context) => {
    const value = parseNumber(typed);
    if (value !== null && value >= min && value <= max && isRounded(value, decimals)) return value;
    const message = code ?? (decimals > 0 ? "error.field.number" : "error.field.whole_number");
    context.addIssue({ code: "custom", message, params: { min, max } });
    return z.NEVER;
  });

/** The same for a field that may be left empty: `empty` then, null where nothing is said. */
export function optionalNumber(range: Range): z.ZodType<number | null>;
export function optionalNumber(range: Range, empty: number): z.ZodType<number>;
export function optionalNumber(range: Range, empty: number | null = null): z.ZodType<number | null> {
  const isEmpty = (value: unknown) => value === undefined || value === null || String(value).trim() === "";
  return z
    .preprocess((value) => (isEmpty(first(value)) ? null : first(value)), typedNumber(range).nullable())
    .transform((value) => value ?? empty);
}

/**
 * The number of a topic or a webinar: what was chosen in a list, or the one in an address that was pasted beside it, which
 * counts when it is there.
 */
export function linkedNumber(place: "topics" | "webinars", code: string): z.ZodType<number | null> {
  const address = new RegExp(`(?:^|/)${place}/(\\d+)(?:[/?#]|$)`);
  return z.preprocess(
    (value) => {
      const typed = [value].flat().map((one) => String(one ?? "").trim());
      const last = typed.findLast(Boolean) ?? "";
      return address.exec(last)?.[1] ?? last;
    },
    optionalNumber({ min: 1, max: 999_999_999, code }),
  );
}

function isRounded(value: number, decimals: number): boolean {
  return Number(value.toFixed(decimals)) === value;
}
