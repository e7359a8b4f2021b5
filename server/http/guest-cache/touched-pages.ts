/**
 * What a page of a guest is about. A lesson, a quiz and whatever else stands in a course is a unit; a page is still when only
 * what happens rarely changes it.
 */
type Subject = `topic ${string}` | (typeof subjectPatterns)[number][1];

/** The pages that a write may change: all, or those about something. `topics` is every topic. */
export type Touched = {
  subjects: "all" | readonly (Subject | "topics")[];
  /** Whether something that was seen before may be gone: then copies that are older than ten seconds go, too. */
  isRemoval: boolean;
};

const everything: Touched = { subjects: "all", isRemoval: true };
const nothing: Touched = { subjects: [], isRemoval: false };
const adds = (...subjects: (Subject | "topics")[]): Touched => ({ subjects, isRemoval: false });
const replaces = (...subjects: (Subject | "topics")[]): Touched => ({ subjects, isRemoval: true });

/**
 * What a guest may see otherwise after something was sent to an address, by its route. What is not here is rare and forgets
 * every page. `touched-pages.test.ts` sends to each of these addresses and compares all pages with what was kept of them.
 */
export const touchedByRoute: Readonly<Record<string, Touched>> = {
  "forum/:code/new": adds("home", "forum", "roadmap", "people"),
  "topics/:id/reply": adds("home", "forum", "topic :id", "roadmap", "people"),
  "replies/:id/edit": replaces("home", "forum", "topics", "history", "roadmap", "people"),
  "replies/:id/delete": replaces("home", "forum", "topics", "history", "roadmap", "people"),
  "replies/:id/restore": replaces("home", "forum", "topics", "history", "roadmap", "people"),
  "replies/:id/outcome": adds("topics", "people"),
  "replies/:id/accept": adds("home", "forum", "topics", "roadmap", "people"),
  "replies/:id/react": adds("topics"),
  "replies/:id/wiki": replaces("topics"),
  "replies/:id/bookmark": nothing,
  "forum/files/new": nothing,
  "replies/:id/translate": replaces("topics"),
  // Posts of a topic stand elsewhere then: their old addresses lead on, and counts of two spaces change.
  "topics/:id/move": replaces("home", "forum", "topics", "history", "roadmap", "people"),
  "topics/:id/merge": replaces("home", "forum", "topics", "history", "roadmap", "people"),
  "topics/:id/split": replaces("home", "forum", "topics", "history", "roadmap", "people"),
  "topics/:id/close": adds("home", "forum", "topics", "roadmap", "people"),
  "topics/:id/tags": replaces("home", "forum", "topics", "roadmap", "people"),
  "topics/:id/pin": adds("forum", "topics"),
  "waiting/:id": nothing,
  "waiting/:id/delete": nothing,
  "forum/preview": nothing,
  "forum/:code/follow": nothing,
  "forum/tags/:tag/follow": nothing,
  "forum/tags/:tag/rename": replaces("home", "forum", "topics", "roadmap", "people"),
  "me/settings/forum": nothing,
  "me/settings/feeds": nothing,
  "me/warnings/:id": nothing,
  "topics/:id/poll": adds("topics"),
  "topics/:id/vote": adds("topics"),
  "topics/:id/consultation": adds("topics"),
  "topics/:id/consultation/vote": adds("topics"),
  "topics/:id/consultation/lead": replaces("home", "forum", "topics", "roadmap", "people"),
  "statements/:id/withdraw": replaces("topics"),
  "topics/:id/follow": nothing,
  "topics/:id/read": nothing,
  "topics/:id/unread": nothing,

  // How many are enrolled: whoever begins something in an open course is.
  "courses/:slug/enrol": adds("courses"),
  "courses/:slug/leave": adds("courses"),
  "courses/:slug/:unit/complete": adds("courses"),
  "courses/:slug/:unit/attempt": adds("courses"),
  "courses/:slug/:unit/submission": adds("courses"),
  "courses/:slug/:unit/survey": adds("courses"),
  // The rest of what somebody does in a course is theirs and the staff's. What saves by itself comes every few seconds; where
  // the first one enrols somebody who has not been at the page, guests see that ten seconds later.
  "courses/:slug/:unit/attempt.json": nothing,
  "courses/:slug/:unit/submission.json": nothing,
  "courses/:slug/:unit/reviews/:id": nothing,
  "courses/:slug/:unit/reviews/:id/draft.json": nothing,
  "teach/:slug/assignments/:unit/submissions/:id": nothing,
  "teach/:slug/quizzes/:unit/attempts/:attempt": nothing,
  "teach/:slug/grades/:handle/:unit": nothing,
  "teach/:slug/content/:unit/draft.json": nothing,
  "teach/:slug/content/:unit/preview.html": nothing,

  "webinars/:id/register": adds("home", "webinars", "roadmap", "people"),
  "webinars/:id/unregister": adds("home", "webinars", "roadmap", "people"),
  "webinars/:id/messages": nothing,

  join: adds("home"),
  confirm: adds("home", "people"),
  login: nothing,
  logout: nothing,
  "password/forgot": nothing,
  "me/notifications": nothing,
  "me/drafts": nothing,
  "me/bookmarks": nothing,
  "me/drafts.json": nothing,
  "me/settings/notifications": nothing,
  "people/:handle/block": nothing,
  "people/:handle/mute": nothing,
  "mail/unsubscribe/:token": nothing,
};

const routes = Object.entries(touchedByRoute).map(([route, touched]) => {
  // Only what needs no decoding: an address that is written otherwise forgets everything.
  const pattern = route.replaceAll(".", "\\.").replaceAll(/:(\w+)/g, "(?<$1>[\\w.-]+)");
  return { pattern: new RegExp(`^/${pattern}$`), touched };
});

/** The pages that may be others after something was sent to this path. */
export function touchedBy(path: string): Touched {
  for (const { pattern, touched } of routes) {
    const found = pattern.exec(path);
    if (!found) continue;
    const { subjects, isRemoval } = touched;
    if (subjects === "all") return touched;
    const topic: Subject = `topic ${found.groups?.id}`;
    return { subjects: subjects.map((one) => (one === "topic :id" ? topic : one)), isRemoval };
  }
  return everything;
}

/** Whether a write that touched these pages may have changed the one at this path. */
export function isTouched(path: string, { subjects }: Touched): boolean {
  if (subjects === "all") return true;
  if (subjects.length === 0) return false;
  const subject = subjectOf(path);
  return (
    subject === null || subjects.includes(subject) || (subject.startsWith("topic ") && subjects.includes("topics"))
  );
}

const subjectPatterns = [
  [/^\/$/, "home"],
  [/^\/forum(\/[\w.]+)?$/, "forum"],
  [/^\/forum\/tags\/[^/]+$/, "forum"],
  [/^\/replies\/[\w-]+\/history$/, "history"],
  [/^\/roadmap(\/[\w.]+)?$/, "roadmap"],
  [/^\/people\/[\w.-]+$/, "people"],
  [/^\/courses(\/[\w-]+(\/(enrol|leave))?)?$/, "courses"],
  [/^\/courses\/[\w-]+\/[\w-]+$/, "units"],
  [/^\/(about|privacy|certificates(\/[\w-]+)?)$/, "still"],
  [/^\/webinars(\/\d+(\/[^/]*)?)?$/, "webinars"],
] as const;

/** What the page at a path is about; null for a path that is written in no usual way, or is about something else. */
function subjectOf(path: string): Subject | null {
  // A number that is written otherwise leads to the same topic.
  const topic = /^\/topics\/([1-9]\d*)\/[^/]+$/.exec(path)?.[1];
  if (topic) return `topic ${topic}`;
  return subjectPatterns.find(([pattern]) => pattern.test(path))?.[1] ?? null;
}
