import type { MessageKey } from "#app/i18n/catalogues/en.ts";
import type { Translate } from "#app/i18n/translator.ts";

const titles: Record<string, MessageKey> = {
  "1": "roadmaps.short.1",
  "1.1": "roadmaps.short.1.1",
  "1.2": "roadmaps.short.1.2",
  "1.3": "roadmaps.short.1.3",
  "1.4": "roadmaps.short.1.4",
  "2": "roadmaps.short.2",
  "2.1": "roadmaps.short.2.1",
  "2.2": "roadmaps.short.2.2",
  "2.3": "roadmaps.short.2.3",
  "2.4": "roadmaps.short.2.4",
  "3": "roadmaps.short.3",
  "3.1": "roadmaps.short.3.1",
  "3.2": "roadmaps.short.3.2",
  "3.3": "roadmaps.short.3.3",
  "3.4": "roadmaps.short.3.4",
  "4": "roadmaps.short.4",
  "4.1": "roadmaps.short.4.1",
  "4.2": "roadmaps.short.4.2",
  "4.3": "roadmaps.short.4.3",
  "4.4": "roadmaps.short.4.4",
  "5": "roadmaps.short.5",
  "5.1": "roadmaps.short.5.1",
};

/**
 * The short title of an output ("1") or an activity ("1.2") of the Open Roadmap, in the language of `t`: a few words of ours,
 * shown wherever one is named. The official wording is data and stands once, on the activity's page and in the map's list
 * (`getRoadmap`). Codes whose wording nobody knows say "title to be confirmed". Throws nothing.
 */
export function shortTitle(code: string, t: Translate): string {
  return t(hasShortTitle(code) ? titles[code]! : "ui.activity.unknown");
}

/** Whether an output or an activity has a short title; 5.2 to 5.4 have none, since their wording is not known. */
export function hasShortTitle(code: string): boolean {
  return Object.hasOwn(titles, code);
}

/** The number of the road, that is of the output, on which an activity stands: "1" for "1.2", and for "1". */
export function roadOf(code: string): string {
  return code.split(".")[0]!;
}
