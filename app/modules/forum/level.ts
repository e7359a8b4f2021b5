/** How much somebody wants to hear, from the most to the least. */
export const levels = ["watch", "follow", "normal", "mute"] as const;
export type Level = (typeof levels)[number];

/** What somebody has chosen for a topic, for those of its tags and for its space; null where they have not. */
export type Choices = { topic: Level | null; tags: readonly Level[]; space: Level | null };

/** Which of these choices decided. */
export type LevelSource = keyof Choices | "none";

/**
 * How much somebody wants to hear of a topic: what they chose for it, else the loudest that they chose for its tags, else what they chose
 * for its space, else "normal". The same in SQL is `levelSql`.
 */
export function levelOf(choices: Choices): Level {
  return choices.topic ?? loudest(choices.tags) ?? choices.space ?? "normal";
}

/** Which of one's choices `levelOf` follows. */
export function sourceOf({ topic, tags, space }: Choices): LevelSource {
  if (topic) return "topic";
  if (tags.length > 0) return "tags";
  return space ? "space" : "none";
}

/** Whether one wants to be told of what is new: at once of a new topic, of its replies in a digest. */
export function hearsNews(level: Level): boolean {
  return level === "watch" || level === "follow";
}

function loudest(chosen: readonly Level[]): Level | null {
  return levels.find((level) => chosen.includes(level)) ?? null;
}
