import { z } from "zod";
import { languages } from "#app/i18n/languages.ts";
import { stripUnsafeCharacters } from "#app/lib/text.ts";
import { longestCharter, maxReasonLength, spaceNameLength } from "#app/modules/forum/limits.ts";

const charterText = z
  .string()
  .transform((body) => body.replace(/\r\n?/g, "\n").replaceAll("\0", "").trimEnd())
  .pipe(z.string().max(longestCharter, "error.field.too_long"));

const spaceName = z
  .string("error.field.required")
  .transform(stripUnsafeCharacters)
  .pipe(
    z
      .string()
      .min(1, "error.field.required")
      .min(spaceNameLength.min, "forum.error.space_name_short")
      .max(spaceNameLength.max, "error.field.too_long"),
  );

/** What a new space is to be. The output near which it stands may be left out; its charter, too. */
export const newSpaceSchema = z.object({
  kind: z.enum(["team", "theme"], "error.field.required"),
  name: spaceName,
  mode: z.enum(["open", "ask", "members"], "error.field.required"),
  output: z
    .string()
    .max(10, "error.field.invalid")
    .default("")
    .transform((code) => code || null),
  language: z.enum(languages, "error.field.invalid"),
  charter: charterText.default(""),
});

/** The same of a space for a cohort: what it is for is known. */
export const cohortSpaceSchema = newSpaceSchema.omit({ kind: true, output: true });

export const renameSpaceSchema = z.object({ intent: z.literal("rename"), name: spaceName });

/** Why a space is archived; nothing is asked for to open it again. */
export const archiveSchema = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("archive"),
    reason: z
      .string("error.field.required")
      .transform(stripUnsafeCharacters)
      .pipe(z.string().min(1, "error.field.required").max(maxReasonLength, "error.field.too_long")),
  }),
  z.object({ intent: z.literal("reopen") }),
]);

export type ArchiveInput = z.infer<typeof archiveSchema>;

export type NewSpace = Omit<z.infer<typeof newSpaceSchema>, "kind"> & { kind: "team" | "theme" | "cohort" };

/** The charter of a space in one language, and the version that the edit began from. */
export const charterSchema = z.object({
  language: z.enum(languages, "error.field.invalid"),
  version: z.coerce.number("error.field.invalid").int().min(0),
  body: charterText.pipe(z.string().regex(/\S/, "error.field.required")),
});

export type CharterInput = z.infer<typeof charterSchema>;
