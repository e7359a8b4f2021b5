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
