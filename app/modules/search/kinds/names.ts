/** What people find, in the order in which it is offered to choose from. */
export const searchKinds = ["topic", "reply", "course", "lesson", "quiz", "webinar", "activity"] as const;
export type SearchKind = (typeof searchKinds)[number];

/** Whether a text names a kind. */
export function isSearchKind(text: string): text is SearchKind {
  return (searchKinds as readonly string[]).includes(text);
}
