/** Reports that one person may send within a day. */
export const reportsPerDay = 20;
/** A visible thing goes out of sight, until somebody decides, when so many different people have reported it. */
export const reportsToHide = 3;
/** Reports of people who joined later than this many hours ago do not count for that, nor do those of unconfirmed addresses. */
export const countedAfterHours = 24;
/** How long a case is one moderator's own. */
export const claimMinutes = 15;

/** The minutes that are left of a claim, begun ones as whole: never more than a claim has, by whichever clock it was made. */
export function minutesLeft(until: Date, at: Date): number {
  return Math.min(claimMinutes, Math.ceil((until.getTime() - at.getTime()) / 60_000));
}

/** Days within which the author may ask somebody else to look again. */
export const appealDays = 30;
/** Days for which a decided case is kept, with its reports and appeals. */
export const keptDays = 730;
export const longestNote = 2000;
export const longestReason = 2000;
export const longestAppeal = 5000;
/** Cases on a page of the queue. */
export const casesPerPage = 20;
