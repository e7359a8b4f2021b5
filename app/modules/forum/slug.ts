import { slugify } from "#app/lib/slug.ts";

/** Slugs that other addresses below /topics/<id>/ have taken. */
const reserved = new Set([
  "reply",
  "follow",
  "read",
  "unread",
  "move",
  "merge",
  "split",
  "open",
  "close",
  "pin",
  "poll",
  "vote",
  "tags",
  "consultation",
]);

/** The slug of a topic's title. */
export function topicSlug(title: string): string {
  const slug = slugify(title);
  return reserved.has(slug) ? `${slug}-topic` : slug;
}
