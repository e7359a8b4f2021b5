/**
 * Whether a request shows a page to somebody now. A picture, a frame or a script that a page carries along, and a browser or a
 * program that loads ahead of a click, are no visits: nothing is noted of them. Old browsers and programs say nothing, and visit.
 */
export function isVisit(header: (name: string) => string | null | undefined): boolean {
  const destination = header("sec-fetch-dest");
  const isAhead = /prefetch|prerender/.test(header("sec-purpose") ?? header("purpose") ?? "");
  return !isAhead && (!destination || destination === "document");
}
