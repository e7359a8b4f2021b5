import { shortTitle } from "#app/i18n/short-titles.ts";
import type { Translate } from "#app/i18n/translator.ts";

/** A space with its number, as facilitators of several tell them apart. */
export function nameOfSpace(
  { activityCode, name }: { activityCode: string | null; name: string | null },
  t: Translate,
): string {
  if (name !== null) return name;
  return activityCode === null ? t("forum.lobby") : `${activityCode} ${shortTitle(activityCode, t)}`;
}
