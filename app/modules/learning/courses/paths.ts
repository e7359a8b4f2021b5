/** The addresses of the learning pages. */
export function coursePath(courseSlug: string): string {
  return `/courses/${courseSlug}`;
}

/** The news of a course as a feed. */
export function courseFeedPath(courseSlug: string): string {
  return `/feeds/courses/${courseSlug}.atom`;
}

export function unitPath(courseSlug: string, unitSlug: string): string {
  return `/courses/${courseSlug}/${unitSlug}`;
}

/** The running attempt at a quiz; the same address takes its answers. */
export function attemptPath(courseSlug: string, unitSlug: string): string {
  return `${unitPath(courseSlug, unitSlug)}/attempt`;
}

/** A section of a course's teaching pages; without one, its overview. */
export function teachPath(courseSlug: string, section = ""): string {
  return section ? `/teach/${courseSlug}/${section}` : `/teach/${courseSlug}`;
}

/** Where a unit's text is written, in `language` or the course's own. */
export function unitEditorPath(courseSlug: string, unitSlug: string, language?: string): string {
  const path = teachPath(courseSlug, `content/${unitSlug}`);
  return language ? `${path}?in=${language}` : path;
}

/** A submitted attempt with its receipt. */
export function receiptPath(courseSlug: string, unitSlug: string, number: number): string {
  return `${unitPath(courseSlug, unitSlug)}/attempts/${number}`;
}

/** What somebody hands in at an assignment: the draft, the receipt, the result. */
export function submissionPath(courseSlug: string, unitSlug: string): string {
  return `${unitPath(courseSlug, unitSlug)}/submission`;
}

/** The reviews that somebody gives at an assignment, or one of them. */
export function reviewsPath(courseSlug: string, unitSlug: string, id?: string): string {
  const path = `${unitPath(courseSlug, unitSlug)}/reviews`;
  return id ? `${path}/${id}` : path;
}

/** The folder of a course's own files; their names are single segments below it. */
export function filesPath(courseSlug: string): string {
  return `${coursePath(courseSlug)}/files/`;
}
