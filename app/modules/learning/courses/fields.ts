import { z } from "zod";
import { stripUnsafeCharacters } from "#app/lib/text.ts";

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

/** A whole number that may be left empty: empty is null. */
export const count = (code: string, max: number) =>
  optionalLine(20)
    .pipe(z.string().regex(/^\d{0,6}$/, code))
    .transform((text) => (text === "" ? null : Number(text)))
    .pipe(z.number().max(max, code).nullable());
