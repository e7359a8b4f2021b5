import type { MessageKey } from "#app/i18n/catalogues/en.ts";

/** What somebody can say to a post without writing, in the order in which pages show it. */
export const reactionKinds = ["thanks", "useful", "agree", "i_have_this_too"] as const;
export type ReactionKind = (typeof reactionKinds)[number];

/** Their words on a button. */
export const reactionNames = {
  thanks: "forum.reaction.thanks",
  useful: "forum.reaction.useful",
  agree: "forum.reaction.agree",
  i_have_this_too: "forum.reaction.i_have_this_too",
} as const satisfies Record<ReactionKind, MessageKey>;

/** One kind of reaction to a post: how many gave it, and whether the reader did. */
export type ReactionCount = [kind: ReactionKind, count: number, mine: boolean];

/** In the order of the kinds, whatever the order in which they were read. */
export function inOrder(counts: readonly ReactionCount[]): ReactionCount[] {
  return counts.toSorted(([a], [b]) => reactionKinds.indexOf(a) - reactionKinds.indexOf(b));
}
