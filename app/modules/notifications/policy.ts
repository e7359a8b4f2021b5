/** How long a mail waits for somebody to read in the app instead. */
const mailDelay = 10 * 60_000;
/** Two mails about the same thing are at least this far apart. */
const mailSpacing = 60 * 60_000;
/** Mails to one person within 24 hours; what is beyond waits for the digest. */
export const mailsPerDay = 20;
/** A mail that could not be made within a day is no longer news: the digest tells of it. */
export const mailLifetime = 24 * 60 * 60_000;

export type Addressable = { emailConfirmedAt: Date | null; suspendedUntil: Date | null };

/** Whether we may write to this person at all: a confirmed address, and not suspended. */
export function canBeMailed({ emailConfirmedAt, suspendedUntil }: Addressable, at: Date): boolean {
  return emailConfirmedAt !== null && (suspendedUntil === null || suspendedUntil <= at);
}

/** When the mail about something is due that happened `at`, when a mail about the same was last made at `mailedAt`. */
export function mailDueAfter(at: Date, mailedAt: Date | null): Date {
  const soonest = at.getTime() + mailDelay;
  return new Date(mailedAt ? Math.max(soonest, mailedAt.getTime() + mailSpacing) : soonest);
}
