const day = 86_400_000;

/** The Mondays (UTC) of the last `count` weeks, this week's last, as "2026-03-09". */
export function lastWeeks(at: Date, count: number): string[] {
  const midnight = Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate());
  const monday = midnight - ((at.getUTCDay() + 6) % 7) * day;
  return Array.from({ length: count }, (_, index) =>
    new Date(monday - (count - 1 - index) * 7 * day).toISOString().slice(0, 10),
  );
}
