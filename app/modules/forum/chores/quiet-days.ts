/** For how many days nobody has answered a question, as facilitators choose. */
export const quietDays = [3, 7, 30] as const;
export type QuietDays = (typeof quietDays)[number];

/** What an address asks for; a week where it asks for nothing that there is. */
export function readQuietDays(text: string | null): QuietDays {
  return quietDays.find((days) => String(days) === text) ?? 7;
}
