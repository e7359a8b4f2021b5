import { stripUnsafeCharacters } from "#app/lib/text.ts";
import type { Text } from "./text.ts";

/** How much a course takes for granted; the names are those of `CourseLevel` in the database. */
export const courseLevels = ["introductory", "intermediate", "advanced"] as const;
export type CourseLevel = (typeof courseLevels)[number];

/** Outcomes as they are kept: one a line, without the dash or the star that many type before it, and without empty lines. */
export function tidyOutcomes(typed: string): string {
  return typed
    .split(/\r\n?|\n/)
    .map((line) => stripUnsafeCharacters(line).replace(/^[-*•–](?:\s+|$)/, ""))
    .filter((line) => line !== "")
    .join("\n");
}

/** What people will be able to do after a course, one by one. */
export function outcomeLines({ text }: Text): string[] {
  return text === "" ? [] : text.split("\n");
}
