/** Lines of one speaker that follow each other within so many milliseconds stand below one name. */
const pause = 5 * 60_000;

/** Whether a line goes on where the same person has just spoken. */
export function followsOn(line: { handle: string; at: string }, before?: { handle: string; at: string }): boolean {
  return before?.handle === line.handle && Date.parse(line.at) - Date.parse(before.at) < pause;
}
