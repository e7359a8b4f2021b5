/** What forms of authors take: in characters, minutes and hours. */
export const maxTitle = 200;
export const maxSummary = 2000;
export const maxOutcomes = 2000;
export const maxBody = 100_000;
export const maxNote = 200;
export const maxMinutes = 600;
export const maxHours = 1000;
export const maxSlug = 80;

/** The licence that a course has unless its author chooses another. */
export const standardLicence = "CC-BY-4.0";

/** Words that are addresses of their own beside courses (`/teach/new`) and beside units (`/courses/<course>/enrol`). */
const reservedForCourses = ["new", "index", "import", "imports", "json"];
const reservedForUnits = [
  ...["enrol", "unenrol", "leave", "join", "requests", "invitation", "grades", "progress", "certificate", "people"],
  ...[
    "cohort",
    "cohorts",
    "dates",
    "calendar",
    "files",
    "settings",
    "reviews",
    "discussion",
    "offline",
    "new",
    "index",
  ],
];

/** Lower-case Latin letters and digits in words parted by single hyphens: what packages allow too. */
export const slugPattern = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** Whether a course may not have this address. */
export function isReservedForCourses(slug: string): boolean {
  return reservedForCourses.includes(slug);
}

/** Whether a unit may not have this address. */
export function isReservedForUnits(slug: string): boolean {
  return reservedForUnits.includes(slug);
}
