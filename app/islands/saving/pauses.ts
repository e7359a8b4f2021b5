/** Milliseconds after a change before it is sent. Further changes wait no longer, so each is saved within two seconds. */
export const firstPause = 1000;

/** Milliseconds that an answer may take before it counts as lost. */
export const patience = 15_000;

/** The longest pause between two tries, in milliseconds. */
export const longestPause = 30_000;

/**
 * The pause before the next try, in milliseconds, after `tries` that were not heard of: two seconds, then twice as long each
 * time, up to `longest`.
 */
export function backoff(tries: number, longest = longestPause): number {
  return Math.min(longest, 1000 * 2 ** tries);
}
