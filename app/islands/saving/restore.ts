import type { Copy } from "./copy.ts";
import { fingerprint } from "./fingerprint.ts";

/**
 * What a page that shows `saved` takes up of what the device kept: null when nothing is missing on the server, and nothing
 * that was sent may arrive there yet. `version` is null when the server holds what was typed or sent here, so that only an
 * answer was lost; otherwise it is the version that the text was typed on, and the server will tell whether somebody has
 * saved since.
 */
export function takeUp(
  copy: Copy | null,
  saved: string,
): { text: string; sent: string[]; version: string | null; at: number } | null {
  if (!copy) return null;
  const { text, sent, version, at } = copy;
  const mark = fingerprint(saved);
  if (text === saved && sent.every((one) => one === mark)) return null;
  return { text, sent, at, version: text === saved || sent.includes(mark) ? null : version };
}
