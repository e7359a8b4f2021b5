/** Where a post stands; only what is visible is read by others. */
export type PostState = "visible" | "waiting" | "hidden" | "deleted" | "removed" | "purged";

/** Every state in which a post shows one line in its place. */
export type GoneState = Exclude<PostState, "visible">;

/** What is said of a topic that is out of sight, to whoever may still look at it and to whoever asks for it in vain. */
export const goneTopicWords = {
  waiting: "forum.topic.is_waiting",
  hidden: "forum.error.topic_hidden",
  deleted: "forum.error.topic_deleted",
  removed: "forum.error.topic_removed",
  purged: "forum.error.topic_erased",
} as const satisfies Record<GoneState, string>;

/** The same of a single post. */
export const gonePostWords = {
  hidden: "forum.error.post_hidden",
  deleted: "forum.error.post_deleted",
  removed: "forum.error.post_removed",
  purged: "forum.error.post_erased",
} as const satisfies Record<Exclude<GoneState, "waiting">, string>;

/** Whether a post opens a topic that somebody else has replied to: its author does not take that away. */
export function isAnsweredTopic({ number }: { number: number }, { firstAnswer }: { firstAnswer: number }): boolean {
  return number === 0 && firstAnswer > 0;
}

/** Days for which somebody may restore what they have deleted. */
export const restoreDays = 30;

/** Where moderators bring a post or a translation, with what its author reads of it. */
export type Moderated = {
  to: "visible" | "hidden" | "removed" | "purged";
  by: string | null;
  reason: string | null;
  at: Date;
};

/** What stands in the place of a post that is out of sight: nothing of its text. A page says neither by whom it was. */
export type GonePost = {
  id: string;
  number: number;
  authorId: string;
  state: GoneState;
  stateAt: Date | null;
  /** Why, for its author. */
  stateReason: string | null;
};
