import { isolate } from "#app/lib/isolate.ts";
import type { Translate } from "#app/i18n/translator.ts";

/** A space in a sentence: its activity's code, or the lobby's name. */
export function spaceLabel(code: string | undefined, t: Translate): string {
  return code === undefined || code === "lobby" ? t("forum.lobby") : isolate(code);
}
