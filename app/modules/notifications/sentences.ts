import type { Translate } from "#app/i18n/translator.ts";

/** A person's words inside a sentence of ours: their direction stays their own (U+2068 and U+2069). */
export function isolate(text: string): string {
  return `\u2068${text}\u2069`;
}

/** A space in a sentence: its activity's code, or the lobby's name. */
export function spaceLabel(code: string | undefined, t: Translate): string {
  return code === undefined || code === "lobby" ? t("forum.lobby") : isolate(code);
}
