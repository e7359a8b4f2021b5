import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { languages } from "#app/i18n/languages.ts";

/**
 * What a certificate says, as it was said: it never changes afterwards, whatever becomes of the person's profile or the
 * course. Days are days of the learner's zone.
 */
export const snapshotSchema = z.object({
  name: z.string(),
  /** Only of names in Han letters that are Japanese, whose forms differ. */
  nameLanguage: z.literal("ja").optional(),
  courseSlug: z.string(),
  /** Language -> title, every layer that the course had. */
  courseTitle: z.record(z.string(), z.string()),
  /** The layer that the document shows. */
  titleLanguage: z.string(),
  /** The language of the document's own words. */
  language: z.enum(languages),
  hours: z.number(),
  /** Codes of activities of the Open Roadmap. */
  activities: z.array(z.string()),
  completedOn: z.iso.date(),
  issuedOn: z.iso.date(),
  issuer: z.string(),
});

export type Snapshot = z.infer<typeof snapshotSchema>;

/**
 * Whose Han letters are set in Japanese forms: who gave Japan as their country, or has kana in one of their names. Nothing
 * in a name of Han letters alone says which it is, and Japanese is no language of the interface.
 */
export function nameLanguageOf({ name, legalName, country }: Bearer): { nameLanguage?: "ja" } {
  const printed = legalName || name;
  const isJapanese = country === "JP" || /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(`${name}${legalName}`);
  return isJapanese && /\p{Script=Han}/u.test(printed) ? { nameLanguage: "ja" } : {};
}

type Bearer = { name: string; legalName: string | null; country: string };

/** The course's title as the document shows it. */
export function titleOf({ courseTitle, titleLanguage }: Snapshot): { text: string; language: string } {
  return { text: courseTitle[titleLanguage] ?? "", language: titleLanguage };
}

/** The course's title in the reader's language, when that is another layer than the document's; else null. */
export function titleFor({ courseTitle, titleLanguage }: Snapshot, language: string): string | null {
  return (language !== titleLanguage && Object.hasOwn(courseTitle, language) && courseTitle[language]) || null;
}

/** The day it was at an instant in a zone: "2026-03-12". */
export function dayIn(zone: string, at: Date): string {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).toPlainDate().toString();
}

/** An instant of that day for formatters that are told UTC. */
export function instantOfDay(day: string): Date {
  return new Date(`${day}T12:00:00Z`);
}
