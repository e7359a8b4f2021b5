import type { MessageKey } from "#app/i18n/catalogues/en.ts";
import { shortTitle } from "#app/i18n/short-titles.ts";
import type { Translate } from "#app/i18n/translator.ts";
import { spacePath } from "#app/modules/forum/paths.ts";

/** For whom a space is that somebody has made. */
export const kindWords: Record<"team" | "cohort" | "theme", MessageKey> = {
  team: "forum.kind.team",
  cohort: "forum.kind.cohort",
  theme: "forum.kind.theme",
};

/** What decides how a space is called. */
export type NamedSpace = { activityCode: string | null; name: string | null };

/** What a space is called: as whoever made it called it, by the short title of its activity, or "Lobby". */
export function spaceName({ activityCode, name }: NamedSpace, t: Translate): string {
  return name ?? (activityCode === null ? t("forum.lobby") : shortTitle(activityCode, t));
}

/** A space in the line that leads to a page: its number and its name. */
export function spaceCrumb(space: NamedSpace & { code: string }, t: Translate): { label: string; href: string } {
  const name = spaceName(space, t);
  return { label: space.activityCode ? `${space.activityCode} ${name}` : name, href: spacePath(space.code) };
}

/** The way to a space, for what stands in it: the forum, then the space. */
export function spaceCrumbs(space: NamedSpace & { code: string }, t: Translate) {
  return [{ label: t("forum.index.title"), href: "/forum" }, spaceCrumb(space, t)];
}
