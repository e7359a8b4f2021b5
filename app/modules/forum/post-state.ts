/** Where a post stands; only what is visible is read by others. */
export type PostState = "visible" | "waiting" | "hidden" | "deleted" | "removed" | "purged";

/** Every state in which a post shows one line in its place. */
export type GoneState = Exclude<PostState, "visible">;

/** Days for which somebody may restore what they have deleted. */
export const restoreDays = 30;
