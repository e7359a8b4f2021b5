import { z } from "zod";
import { stripUnsafeCharacters } from "#app/lib/text.ts";
import { revocationReasons } from "#app/modules/certificates/state.ts";

// Messages are translation keys; the form glue translates them.
const line = (max: number) =>
  z.string("error.field.required").transform(stripUnsafeCharacters).pipe(z.string().max(max, "error.field.too_long"));

/** A name as it is to be printed: one line with a letter in it. */
export const correctNameSchema = z.object({
  legalName: line(120).pipe(z.string().regex(/\p{L}/u, "error.field.required")),
});

export const revokeSchema = z.object({
  serial: z.string("error.field.required").max(100, "error.field.too_long"),
  reason: z.enum(revocationReasons, "certificates.error.reason"),
  note: line(1000).default(""),
});
