import { z } from "zod";
import { longestAppeal, longestNote, longestReason } from "./limits.ts";
import { namedKinds } from "./kinds/names.ts";
import { reportReasons, verdicts } from "./verdicts.ts";

const words = (max: number) => z.string("error.field.required").trim().max(max, "error.field.too_long");

/** What a form or an address names. */
export const namedSchema = z.object({
  kind: z.enum(namedKinds, "error.field.invalid"),
  id: z.string("error.field.required").min(1, "error.field.required").max(100, "error.field.too_long"),
});

export const reportSchema = namedSchema.extend({
  reason: z.enum(reportReasons, "moderation.error.choose_reason"),
  note: words(longestNote).default(""),
});

export const decideSchema = z.object({
  decision: z.enum(verdicts, "moderation.error.choose_verdict"),
  reason: words(longestReason).default(""),
  /** The day on which what is hidden comes back; "" = when somebody decides so. */
  until: z.union([z.literal(""), z.iso.date()], "error.field.invalid").default(""),
  /** Of a profile that goes out of sight: whether the name goes, too. */
  takesName: z.literal("on").optional(),
  version: z.coerce.number().int().positive().optional(),
});

export const appealSchema = namedSchema.extend({ body: words(longestAppeal).min(1, "error.field.required") });

export type ReportInput = z.infer<typeof reportSchema>;
export type DecideInput = z.infer<typeof decideSchema>;
export type AppealInput = z.infer<typeof appealSchema>;
