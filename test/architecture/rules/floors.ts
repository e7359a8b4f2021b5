import type { Import } from "../reader/house.ts";
import { type Rule, between } from "./rule.ts";

/** The floors of the modules that have some, from the ground up: each folder imports what stands below it. "" is the module's own. */
const floorsOf: Record<string, string[][]> = {
  learning: [
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
  ],
  forum: [
    // who may do what, addresses, limits, languages, the schemas of what is sent, how a text becomes HTML
    [""],
    // what stands in posts besides words; by which words a topic is found
    ["files", "tags"],
    // the places of the forum; what people are writing and have not sent; what they say to a post without writing; how a post that
    // may stand is written
    ["spaces", "drafts", "reactions", "bookmarks", "mentions", "writing"],
    // what people make of posts in other languages
    ["translations"],
    // a topic with its posts, and every list of topics; who is in a space, and how one comes in; what waits until a facilitator has
    // looked at it
    ["topics", "members", "waiting"],
    // writing and changing posts; deleting, removing and restoring them; how far somebody has read; what they want to hear of;
    // moving topics, merging and splitting them; closing and pinning them; asking in polls and voting; what waits for facilitators
    ["posting", "states", "reading", "levels", "moving", "facilitating", "polls", "chores"],
    // what other parts of the site are told, by what they find it, and programs that read feeds; asking in consultations, which end with a reply that says what became of them
    ["news", "found", "feeds", "consultations"],
    // what comes from forums of other programs
    ["import"],
  ],
};

/** Folders of one floor that may know another one of it: [who, whom]. */
const sideways: [string, string][] = [
  // A post is written with links to those whom it calls.
  ["writing", "mentions"],
];

type Place = { module: string; folder: string };

const placeOf = (file: string): Place | null => {
  const [, module, , folder = ""] = /^app\/modules\/([^/]+)\/(([^/]+)\/)?/.exec(file) ?? [];
  return module && module in floorsOf ? { module, folder } : null;
};
const floorOf = ({ module, folder }: Place) => floorsOf[module]!.findIndex((names) => names.includes(folder));

export const floorsKept: Rule = {
  name: "a floor of a module imports lower floors",
  find: (house) => house.imports.flatMap(judge),
};

/** Every file of a module with floors stands on one. */
export const floorsFull: Rule = {
  name: "every file stands on a floor of its module",
  find: ({ files }) =>
    files
      .filter((file) => {
        const place = placeOf(file);
        return place !== null && floorOf(place) < 0;
      })
      .map((file) => ({ line: file, at: file })),
};

function judge({ from, to, line }: Import) {
  const own = placeOf(from);
  const other = to === null ? null : placeOf(to);
  if (!own || !other || own.module !== other.module || own.folder === other.folder) return [];
  const isBelow =
    floorOf(other) < floorOf(own) || sideways.some(([who, whom]) => who === own.folder && whom === other.folder);
  return isBelow ? [] : [between(from, to!, line)];
}
