import type { Translate } from "#app/i18n/translator.ts";
import type { LayerText } from "#app/lib/layers.ts";

/** What a space is called, and the language of that when it is not the page's: its activity's title, or "Lobby". */
export function spaceName(
  space: { activityCode: string | null; title: LayerText | null },
  t: Translate,
): { text: string; language?: string } {
  if (space.activityCode === null) return { text: t("forum.lobby") };
  return space.title ?? { text: t("ui.activity.unknown") };
}

/** A person's words inside a sentence of ours: their direction stays their own (U+2068 and U+2069). */
export function isolate(text: string): string {
  return `\u2068${text}\u2069`;
}
