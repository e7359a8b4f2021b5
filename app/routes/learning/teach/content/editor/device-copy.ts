import { normalize } from "#app/lib/combining-marks.ts";

// What was typed and not saved yet, kept on this device until it is.

export type KeptText = { title: string; body: string };
/** `sent` = texts that went off and were never answered. */
export type Copy = { at: number; version: string; text: KeptText; sent: KeptText[] };

const prefix = "unit:";
const keptFor = 60 * 86_400_000;

/** Whether the server would keep the two as one: it tidies blanks in titles and composes letters. */
export function sameText(a: KeptText, b: KeptText): boolean {
  return tidy(a.title) === tidy(b.title) && normalize(a.body) === normalize(b.body);
}

function tidy(title: string): string {
  return normalize(title).replace(/\s+/g, " ").trim();
}

/** The copy of this text, if there is one; old ones of any text go. */
export function readCopy(key: string): Copy | null {
  try {
    for (const name of Object.keys(localStorage).filter((one) => one.startsWith(prefix))) {
      const copy = JSON.parse(localStorage.getItem(name) ?? "null") as Copy | null;
      if (!copy || copy.at < Date.now() - keptFor) localStorage.removeItem(name);
    }
    return JSON.parse(localStorage.getItem(prefix + key) ?? "null") as Copy | null;
  } catch {
    return null;
  }
}

export function keepCopy(key: string, copy: Copy): void {
  try {
    localStorage.setItem(prefix + key, JSON.stringify(copy));
  } catch {
    // A device that keeps nothing still saves to the server.
  }
}

export function dropCopy(key: string): void {
  try {
    localStorage.removeItem(prefix + key);
  } catch {
    // No storage, no copy.
  }
}
