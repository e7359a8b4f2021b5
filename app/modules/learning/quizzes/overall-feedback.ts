import { z } from "zod";
import { type TranslatedText, translationIn } from "#app/lib/translations.ts";

/** What is said about a whole attempt from this percentage up: language -> Markdown. */
export type FeedbackBand = { from: number; text: Record<string, string> };

export const feedbackBandsSchema = z
  .array(
    z.object({
      from: z.coerce.number().min(0).max(100),
      text: z.record(z.string().regex(/^[a-z]{2,3}$/), z.string().max(5000)),
    }),
  )
  .max(20)
  .refine((bands) => new Set(bands.map(({ from }) => from)).size === bands.length, "quizzes.error.band_twice")
  .transform((bands) => bands.toSorted((a, b) => b.from - a.from));

/** The text of the highest band that a grade reaches, in `language` or the course's own; null when there is none. */
export function feedbackFor(
  bands: readonly FeedbackBand[],
  percent: number | null,
  { language, ownLanguage }: { language: string; ownLanguage: string },
): TranslatedText | null {
  if (percent === null) return null;
  const band = bands.toSorted((a, b) => b.from - a.from).find(({ from }) => percent >= from);
  const text = band ? translationIn(band.text, language, ownLanguage) : null;
  return text && text.text.trim() !== "" ? text : null;
}

/** The bands of what is stored; anything unreadable counts as none. */
export function readBands(stored: unknown): FeedbackBand[] {
  const read = feedbackBandsSchema.safeParse(stored);
  return read.success ? read.data : [];
}
