import { hasShortTitle, shortTitle } from "#app/i18n/short-titles.ts";
import type { Translate } from "#app/i18n/translator.ts";
import { isolate } from "#app/lib/isolate.ts";

/** A space in a sentence: its activity's code and short title, or the lobby's name. */
export function spaceLabel(code: string | undefined, t: Translate): string {
  if (code === undefined || code === "lobby") return t("forum.lobby");
  return isolate(hasShortTitle(code) ? `${code} ${shortTitle(code, t)}` : code);
}

/** A space in the subject of a mail, where there is no room: its activity's code, or the lobby's name. */
export function spaceTag(code: string, t: Translate): string {
  return code === "lobby" ? t("forum.lobby") : isolate(code);
}
