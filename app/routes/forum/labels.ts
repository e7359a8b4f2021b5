import { shortTitle } from "#app/i18n/short-titles.ts";
import type { Translate } from "#app/i18n/translator.ts";
import { spacePath } from "#app/modules/forum/paths.ts";

/** What a space is called: the short title of its activity, or "Lobby". */
export function spaceName({ activityCode }: { activityCode: string | null }, t: Translate): string {
  return activityCode === null ? t("forum.lobby") : shortTitle(activityCode, t);
}

/** A space in the line that leads to a page: its number and its name. */
export function spaceCrumb(
  space: { code: string; activityCode: string | null },
  t: Translate,
): { label: string; href: string } {
  const name = spaceName(space, t);
  return { label: space.activityCode ? `${space.activityCode} ${name}` : name, href: spacePath(space.code) };
}

/** The way to a space, for what stands in it: the forum, then the space. */
export function spaceCrumbs(space: NamedSpace & { code: string }, t: Translate) {
}
