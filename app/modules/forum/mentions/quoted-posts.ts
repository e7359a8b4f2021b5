import { maxMentions } from "#app/lib/mentions.ts";

/**
 * The numbers of the posts of a topic that a text quotes, as the site writes quotations: a line of one that leads to the post. The first
 * ten: nobody calls more people than that by quoting them either.
 */
export function quotedIn(body: string, publicId: number): number[] {
  const led = body.matchAll(/^ {0,3}>.*\]\([^\s()]*\/topics\/(\d{1,9})\/[^\s()]*#reply-(\d{1,9})\)/gm);
  const quoted = [...led].flatMap(([, topic, number]) => (Number(topic) === publicId ? [Number(number)] : []));
  return [...new Set(quoted)].slice(0, maxMentions);
}
