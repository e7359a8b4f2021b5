import { hasShortTitle, shortTitle } from "#app/i18n/short-titles.ts";
import type { Translate } from "#app/i18n/translator.ts";
import { isolate } from "#app/lib/isolate.ts";
import { truncate } from "#app/lib/text.ts";

/** Characters of the name of a space in the subject of a mail. */
const tagLength = 30;

/** A space as it is told of: its code, and what it is called when somebody has made it. */
export type ToldSpace = { space?: string | undefined; spaceName?: string | null | undefined };

/** A space in a sentence: its name, its activity's code and short title, or the lobby's name. */
export function spaceLabel({ space, spaceName }: ToldSpace, t: Translate): string {
  if (spaceName) return isolate(spaceName);
  if (space === undefined || space === "lobby") return t("forum.lobby");
  return isolate(spaceTitle({ space }, t));
}

/** A space as a title: its name, its activity's code and short title, or the lobby's name. */
export function spaceTitle({ space: code, spaceName }: ToldSpace & { space: string }, t: Translate): string {
  if (spaceName) return spaceName;
  if (code === "lobby") return t("forum.lobby");
  return hasShortTitle(code) ? `${code} ${shortTitle(code, t)}` : code;
}

/** A space in the subject of a mail, where there is no room: its name, its activity's code, or the lobby's name. */
export function spaceTag({ space: code, spaceName }: ToldSpace & { space: string }, t: Translate): string {
  if (spaceName) return isolate(truncate(spaceName, tagLength));
  return code === "lobby" ? t("forum.lobby") : isolate(code);
}
