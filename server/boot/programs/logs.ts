import { appendFileSync, existsSync, mkdirSync, renameSync, statSync } from "node:fs";
import path from "node:path";

const largest = 10 * 1024 * 1024;
const kept = 3;

/** A file that takes lines and never grows beyond 10 MB: the three before it are kept as .1, .2 and .3. */
export function openLog(file: string): { write: (text: string) => void } {
  mkdirSync(path.dirname(file), { recursive: true });
  let size = existsSync(file) ? statSync(file).size : 0;
  return {
    write(text) {
      if (size > largest) {
        rotate(file);
        size = 0;
      }
      appendFileSync(file, text);
      size += Buffer.byteLength(text);
    },
  };
}

/** Moves a file that has grown too large aside; for a log that another program writes. */
export function rotateWhenLarge(file: string): void {
  if (existsSync(file) && statSync(file).size > largest) rotate(file);
}

function rotate(file: string): void {
  for (let age = kept; age > 0; age--) {
    const younger = age === 1 ? file : `${file}.${age - 1}`;
    if (existsSync(younger)) renameSync(younger, `${file}.${age}`);
  }
}

/**
 * What a person at the terminal should see of a line that a process logged: warnings and errors in words, and whatever
 * is not a log line (a crash of Node itself). Null for the rest.
 */
export function readableLine(name: string, line: string): string | null {
  if (line.trim() === "") return null;
  let entry: { level?: number; msg?: string; err?: { message?: string } };
  try {
    entry = JSON.parse(line);
  } catch {
    return `[${name}] ${line}`;
  }
  if (typeof entry?.level !== "number" || entry.level < 40) return null;
  const kind = entry.level < 50 ? "warning" : "error";
  const reason = entry.err?.message ? `: ${entry.err.message.split("\n")[0]}` : "";
  return `[${name}] ${kind}: ${entry.msg ?? ""}${reason}`;
}

/** Lets at most `most` lines through in ten seconds and says how many it kept back: a flood hides what matters. */
export function throttle(show: (line: string) => void, most = 20): (line: string) => void {
  let since = 0;
  let count = 0;
  return (line) => {
    const now = Date.now();
    if (now - since > 10_000) {
      if (count > most) show(`… ${count - most} more lines in the log files`);
      since = now;
      count = 0;
    }
    count += 1;
    if (count <= most) show(line);
  };
}
