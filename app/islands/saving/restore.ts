import type { Copy } from "./copy.ts";
import { fingerprint } from "./fingerprint.ts";

/** As many characters as are taken for a line, so that a short answer is one thing or the other. */
const aLine = 80;

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

/**
 * A kept text and what was typed before it was found, on a page that came with `saved`: each field as it was typed, else as
 * it was kept. A field that holds more than a line keeps both, the older first.
 */
export function mergeTexts(saved: string, typed: string, kept: string): string {
  const valuesOf = (text: string) => {
    const values = new URLSearchParams(text);
    return (name: string) => values.getAll(name);
  };
  const [before, now, then] = [valuesOf(saved), valuesOf(typed), valuesOf(kept)];
  const names = new Set([...new URLSearchParams(kept).keys(), ...new URLSearchParams(typed).keys()]);
  const merged = [...names].flatMap((name) => {
    const [old = "", ...others] = then(name);
    const isTyped = JSON.stringify(before(name)) !== JSON.stringify(now(name));
    const isLong = others.length === 0 && (old.length > aLine || old.includes("\n"));
    const values = !isTyped ? then(name) : isLong ? [joinTexts(old, now(name).join("\n"))] : now(name);
    return values.map((value) => [name, value]);
  });
  return new URLSearchParams(merged).toString();
}

/** Two texts of one field, the older first; one alone where it holds the other. */
export function joinTexts(older: string, newer: string): string {
  if (older.includes(newer.trim())) return older;
  return newer.includes(older.trim()) ? newer : `${older.trimEnd()}\n\n${newer}`;
}
