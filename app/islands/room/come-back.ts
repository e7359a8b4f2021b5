/**
 * When a page whose link has broken tries again: after half a second to a second and a half, then at least every four and a
 * half seconds, not everybody at once. A node that died is back, or another takes its people, within some seconds.
 */
export const comeBack = {
  reconnectionDelay: 1000,
  reconnectionDelayMax: 3000,
  randomizationFactor: 0.5,
  timeout: 10_000,
};
