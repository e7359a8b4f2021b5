/** The addresses of the learning pages. */
export function coursePath(courseSlug: string): string {
  return `/courses/${courseSlug}`;
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

/** A submitted attempt with its receipt. */
export function receiptPath(courseSlug: string, unitSlug: string, number: number): string {
  return `${unitPath(courseSlug, unitSlug)}/attempts/${number}`;
}
