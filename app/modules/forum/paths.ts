type Named = { publicId: number; slug: string };

/** The address of a space. */
export function spacePath(code: string): string {
  return `/forum/${encodeURIComponent(code)}`;
}

/** Where a space is made. */
export const newSpacePath = "/forum/spaces/new";

/** The activity whose space has this code; null for the lobby and for a space that somebody has made. */
export function activityOf(code: string): string | null {
  return /^\d+\.\d+$/.test(code) ? code : null;
}

/** The address of a topic. Its number decides; the slug is for people. */
export function topicPath({ publicId, slug }: Named): string {
  return `/topics/${publicId}/${encodeURIComponent(slug)}`;
}

/** The permanent address of one post of a topic; the number 0 is the opening post. */
export function replyPath(topic: Named, number: number): string {
  const query = number > 0 ? `?at=${number}` : "";
  return `${topicPath(topic)}${query}#reply-${number}`;
}

/** The same with the post in another language than the reader would be shown, or as it was written ("original"). */
export function replyInPath(topic: Named, number: number, language: string): string {
  return `${topicPath(topic)}?at=${number}&in=${language}#reply-${number}`;
}

/** Where a translation of a post is offered, or the one into `language` changed. */
export function translatePath(id: string, language?: string): string {
  return `/replies/${id}/translate${language ? `?into=${language}` : ""}`;
}

/** The page of a topic's consultation, or one of its statements there. */
export function consultationPath(publicId: number, statementId?: string): string {
  return `/topics/${publicId}/consultation${statementId ? `#${statementAnchor(statementId)}` : ""}`;
}

/** What a statement is called on its page. */
export function statementAnchor(id: string): string {
  return `statement-${id}`;
}

/** Where facilitators decide about the posts that wait, or about one of them. */
export function waitingQueuePath(id?: string): string {
  return id === undefined ? "/moderation/waiting" : `/moderation/waiting/${id}`;
}

/** Where its author reads, changes and deletes a post that waits. */
export function waitingPath(id: string): string {
  return `/waiting/${id}`;
}

/** The number of a topic as an address carries it; 0, which no topic has, for anything else. */
export function topicNumberOf(text: string): number {
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : 0;
}

/** A reply's number as an address carries it, or null. */
export function replyNumberOf(text: string | null): number | null {
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null;
}

/** The number of the first reply that is new to somebody, and how many are. */
export type NewReplies = { first: number; count: number };

/**
 * What is new in a topic to whoever has read it to `lastRead`; null when nothing is. Of the replies after that one `outOfSight` are
 * shown to nobody, or folded for this reader. Somebody who never opened it (-1 or null) has nothing new in it: all of it is.
 */
export function newReplies(
  lastRead: number | null,
  { lastReplyNumber, outOfSight }: { lastReplyNumber: number; outOfSight: number },
): NewReplies | null {
  if (lastRead === null || lastRead < 0) return null;
  const count = lastReplyNumber - lastRead - outOfSight;
  return count > 0 ? { first: lastRead + 1, count } : null;
}

/** The address at which one reads who is in a space, and its facilitators decide who is. */
export function membersPath(code: string): string {
  return `${spacePath(code)}/members`;
}

/** The address of the charter of a space; `word`: where it is edited, or what it said before. */
export function charterPath(code: string, word?: "edit" | "history", language?: string): string {
  return `${spacePath(code)}/charter${word ? `/${word}` : ""}${language ? `?in=${language}` : ""}`;
}
