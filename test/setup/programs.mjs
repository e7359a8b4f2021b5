// Plain JavaScript, because test/run.mjs reads it before anything is installed.
import { accessSync, constants } from "node:fs";
import path from "node:path";

/**
 * The full path of a program of the system, or null when it is not installed.
 * @param {...string} names the names it may have
 * @returns {string | null}
 */
export function findProgram(...names) {
  for (const name of names) {
    for (const folder of `${process.env.PATH ?? ""}:/usr/sbin`.split(path.delimiter)) {
      const file = path.join(folder, name);
      try {
        accessSync(file, constants.X_OK);
        return file;
      } catch {
        // Not here.
      }
    }
  }
  return null;
}

/** What the tests want from the system, and what cannot run without it. */
export const programs = {
  chromium: { names: ["chromium", "chromium-browser", "google-chrome"], without: "journeys in a browser" },
  redis: { names: ["redis-server"], without: "the Redis column" },
  nginx: { names: ["nginx"], without: "the proxy of docs/operations.md" },
  poppler: { names: ["pdftotext"], without: "reading certificates back" },
};
