import type { Import } from "../reader/house.ts";
import { type Rule, between } from "./rule.ts";

/** The floors of learning, from the ground up: each folder imports what stands below it. */
const floors: string[][] = [
  // units, staff access, visibility, paths, policy, text, slugs, completion facts
  ["courses"],
  // nine kinds of questions; limits and timing; locks, progress and overview; pictures and downloads
  ["questions", "dates", "outline", "files"],
  // ways in, seats, cohorts, rosters, leaving
  ["enrolment"],
  // opening, completing, completion rules, recording progress, linked activities
  ["study"],
  // what people do, each by itself
  ["quizzes", "assignments", "surveys", "grades"],
  // writing courses; the bank of questions
  ["authoring", "bank"],
  // files of other programs and course packages
  ["interchange"],
];

/** Folders of one floor that may know another one of it: [who, whom]. */
const sideways: [string, string][] = [];

const folderOf = (file: string) => /^app\/modules\/learning\/([^/]+)\//.exec(file)?.[1];
const floorOf = (folder: string) => floors.findIndex((names) => names.includes(folder));

export const floorsKept: Rule = {
  name: "a floor of learning imports lower floors",
  find: (house) => house.imports.flatMap(judge),
};

/** Every file of learning stands on a floor. */
export const floorsFull: Rule = {
  name: "every file of learning stands on a floor",
  find: ({ files }) =>
    files
      .filter((file) => file.startsWith("app/modules/learning/") && floorOf(folderOf(file) ?? "") < 0)
      .map((file) => ({ line: file, at: file })),
};

function judge({ from, to, line }: Import) {
  const own = folderOf(from);
  const other = to === null ? undefined : folderOf(to);
  if (!own || !other || own === other) return [];
  const isBelow = floorOf(other) < floorOf(own) || sideways.some(([who, whom]) => who === own && whom === other);
  return isBelow ? [] : [between(from, to!, line)];
}
