/** What the team can impose on somebody, from the least to the most. */
const sanctionKinds = ["warn", "silence", "suspend"] as const;
export type SanctionKind = (typeof sanctionKinds)[number];

/** For how long somebody can be silenced or suspended at most. */
export const maxSanctionYears = 5;

/** Days for which a line stays in somebody's record after its end: two years. */
export const sanctionDays = 730;

/** A sanction as a record shows it. */
type Dated = { kind: SanctionKind; until: Date | null; endedAt: Date | null };

/** Whether a sanction still works at a moment; a warning never does. */
export function isRunning({ until, endedAt }: Dated, at: Date): boolean {
  return until !== null && until > at && endedAt === null;
}
