import type { Translate } from "#app/i18n/translator.ts";
import type { TranslatedText } from "#app/lib/translations.ts";
import { truncate } from "#app/lib/text.ts";
import { spacePath } from "#app/modules/forum/paths.ts";

/** What a space is called, and the language of that when it is not the page's: its activity's title, or "Lobby". */
export function spaceName(
  space: { activityCode: string | null; title: TranslatedText | null },
  t: Translate,
): { text: string; language?: string } {
  if (space.activityCode === null) return { text: t("forum.lobby") };
  return space.title ?? { text: t("ui.activity.unknown") };
}

/** A space in the line that leads to a page: its number and the beginning of its name. */
export function spaceCrumb(
  space: { code: string; activityCode: string | null; title: TranslatedText | null },
  t: Translate,
): { label: string; href: string } {
  const name = truncate(spaceName(space, t).text, 45);
  return { label: space.activityCode ? `${space.activityCode} ${name}` : name, href: spacePath(space.code) };
}
