import { z } from "zod";
import { type Language, languages } from "#app/i18n/languages.ts";
import { stripUnsafeCharacters } from "#app/lib/text.ts";
import { emailField } from "#app/modules/accounts/schemas.ts";
import { longestAbout, longestWelcome } from "./limits.ts";

const line = (max: number) =>
  z.string().default("").transform(stripUnsafeCharacters).pipe(z.string().max(max, "error.field.too_long"));
const lines = (max: number) => z.string().trim().max(max, "error.field.too_long").default("");

/** One field for each language of the interface: `about_en`, `about_fr` … */
function inEachLanguage<P extends string, S extends z.ZodType>(name: P, field: S): Record<`${P}_${Language}`, S> {
  return Object.fromEntries(languages.map((code) => [`${name}_${code}`, field])) as Record<`${P}_${Language}`, S>;
}

/** Boxes of one name: as many values as are ticked, a bare one when that is one. */
const ticked = z.preprocess((value) => (value === undefined ? undefined : [value].flat()), z.array(z.enum(languages)));

const fields = z.object({
  version: z.coerce.number().int().min(0),
  name: z
    .string("error.field.required")
    .transform(stripUnsafeCharacters)
    .pipe(z.string().min(1, "error.field.required").max(60, "error.field.too_long")),
  organisation: line(200),
  contact: z.union([z.literal(""), emailField], "accounts.error.email").default(""),
  ...inEachLanguage("about", lines(longestAbout)),
  ...inEachLanguage("welcome", line(longestWelcome)),
  removeLogo: z.string().optional(),
  languages: ticked.optional(),
  defaultLanguage: z.enum(languages).optional(),
});

/** The default language comes with every form that offers languages, so that no box ticked is a choice, too: a refused one. */
export const siteSchema = fields.superRefine(({ languages: offer = [], defaultLanguage }, context) => {
  if (!defaultLanguage) return;
  const refuse = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message });
  if (offer.length === 0) refuse("languages", "admin.site.languages_none");
  else if (!offer.includes(defaultLanguage)) refuse("defaultLanguage", "admin.site.default_not_offered");
});

export type SiteInput = z.infer<typeof siteSchema>;
