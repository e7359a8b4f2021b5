/** What people write and others read, as far as moderators decide about it; what each kind is stands in table.server.ts. */
export const moderatedKinds = ["reply", "translation", "statement", "profile", "message", "submission"] as const;
export type ModeratedKind = (typeof moderatedKinds)[number];

/** A kind that stands in a case; null for one that this version does not know. */
export function knownKindOf(kind: string): ModeratedKind | null {
  return moderatedKinds.find((one) => one === kind) ?? null;
}

/** What a form or an address may call a kind: a topic is its opening post. */
export const namedKinds = [...moderatedKinds, "topic"] as const;
export type NamedKind = (typeof namedKinds)[number];

/** Where a thing stands; only what is visible is read by others. */
export type ThingState = "visible" | "waiting" | "hidden" | "deleted" | "removed" | "purged";
