import type { TextFormat } from "#app/modules/learning/questions/questions.ts";

/** A text with a backslash before each sign that means something, on one line. Throws nothing. */
export function escapeGift(text: string): string {
  return text
    .replace(/\r\n?/g, "\n")
    .replace(/[\\:#={}~]/g, "\\$&")
    .replaceAll("\n", "\\n");
}

/** What a reader would take for the text's format. */
const ownFormat = /^\s*\[(html|markdown|plain|moodle)\]/;

/** The same for a text that may begin with its format: one that only looks so gets it. */
export function writeText(text: string, format: TextFormat): string {
  return (ownFormat.test(text) ? `[${format}]` : "") + escapeGift(text);
}
