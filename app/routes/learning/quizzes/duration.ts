import type { Format } from "#app/i18n/format.ts";
import type { Translate } from "#app/i18n/translator.ts";

const units = [
  ["quizzes.attempt.days", 86_400],
  ["quizzes.attempt.hours", 3600],
  ["quizzes.attempt.minutes", 60],
  ["quizzes.attempt.seconds", 1],
] as const;

/** Seconds in words: "1 hour and 30 minutes". */
export function durationLabel(t: Translate, format: Format, seconds: number): string {
  let rest = Math.max(0, Math.round(seconds));
  const parts = units.flatMap(([key, length]) => {
    const count = Math.floor(rest / length);
    rest -= count * length;
    return count > 0 ? [t(key, { count })] : [];
  });
  return parts.length > 0 ? format.list(parts) : t("quizzes.attempt.seconds", { count: 0 });
}
