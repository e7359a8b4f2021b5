import { z } from "zod";
import { isZone } from "#app/lib/is-zone.ts";
import { isOffered } from "#app/i18n/offered-languages.ts";
import { bareAddress } from "#app/lib/mailboxes.ts";
import { stripUnsafeCharacters } from "#app/lib/text.ts";
import { roles } from "#app/modules/accounts/actor.ts";
import { isCommonPassword } from "#app/modules/accounts/common-passwords.ts";
import { profileParts, spokenLanguages } from "#app/modules/accounts/profile-parts.ts";
import { findCountry } from "#app/modules/accounts/countries.ts";

// Messages are translation keys; the form glue translates them.
const text = (max: number) =>
  z
    .string("error.field.required")
    .transform(stripUnsafeCharacters)
    .pipe(z.string().min(1, "error.field.required").max(max, "error.field.too_long"));
const optionalText = (max: number) =>
  z.string().transform(stripUnsafeCharacters).pipe(z.string().max(max, "error.field.too_long")).optional();

export const emailField = z
  .string("error.field.required")
  .transform((value) => bareAddress(value).toLowerCase())
  .pipe(
    z.string().min(1, "error.field.required").max(254, "error.field.too_long").pipe(z.email("accounts.error.email")),
  );

/** At least 10 characters, any of them; long enough for a sentence, short enough to hash; not a common one. */
const newPasswordField = z
  .string("error.field.required")
  .min(10, "accounts.error.password_short")
  .max(200, "error.field.too_long")
  .refine((password) => !isCommonPassword(password), "accounts.error.password_common");

const countryField = z
  .string("error.field.required")
  .transform((code) => findCountry(code)?.code)
  .pipe(z.string("accounts.error.country"));
const languageField = z.string("error.field.required").refine(isOffered, "accounts.error.language");
const zoneField = z.string().max(64).refine(isZone, "accounts.error.zone");

export const signUpSchema = z.object({
  name: text(120),
  email: emailField,
  password: newPasswordField,
  country: countryField,
  language: languageField,
  zone: zoneField.optional().catch(undefined),
  digest: z.enum(["daily", "weekly", "never"]).default("weekly").catch("weekly"),
});

export const signInSchema = z.object({
  email: z
    .string("error.field.required")
    .transform(bareAddress)
    .pipe(z.string().min(1, "error.field.required").max(254, "error.field.too_long")),
  password: z.string("error.field.required").min(1, "error.field.required").max(200, "error.field.too_long"),
});

export const forgotPasswordSchema = z.object({ email: emailField });

export const resetPasswordSchema = z.object({
  token: z.string().min(1).max(200),
  password: newPasswordField,
  account: z.string().max(80).optional(),
});

export const profileSchema = z.object({
  name: text(120),
  legalName: optionalText(120),
  country: countryField,
  language: languageField,
  zone: zoneField,
  institution: optionalText(200),
  about: optionalText(2000),
});

/** A name that is sent once for each box that is ticked. */
const ticked = <T extends z.ZodType>(value: T, max: number) =>
  z.preprocess((given) => [...new Set(given === undefined ? [] : [given].flat())], z.array(value).max(max));

export const profilePageSchema = z.object({
  activities: ticked(z.string().max(10), 20),
  languages: ticked(z.enum(spokenLanguages), spokenLanguages.length),
  hidden: ticked(z.enum(profileParts), profileParts.length),
});

export const changePasswordSchema = z.object({
  current: z.string("error.field.required").min(1, "error.field.required").max(200),
  password: newPasswordField,
});

export const changeRoleSchema = z.object({ handle: z.string().min(1).max(80), role: z.enum(roles) });

/** Mutes or blocks somebody, by the address that it is sent to, or ends that. */
export const blockSchema = z.object({ intent: z.enum(["set", "end"]).default("set") });

const reasonField = text(1000);

/** What the team imposes on somebody: a warning has no end, the others end as a date begins. */
export const warnSchema = z.object({ reason: reasonField });
export const untilSchema = z.object({
  until: z.string("accounts.error.until").regex(/^\d{4}-\d\d-\d\d$/, "accounts.error.until"),
  reason: reasonField,
});

/** Ends a sanction before its time. */
export const endSanctionSchema = z.object({ id: z.uuid() });

export const firstAdministratorSchema = z.object({
  token: z.string().min(1).max(200),
  name: text(120),
  email: emailField,
  password: newPasswordField,
  country: countryField,
});
