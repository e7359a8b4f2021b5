import type { MessageKey } from "#app/i18n/catalogues/en.ts";
import type { JoinMode } from "#app/modules/forum/policy.ts";

/** What the ways into a space are called. */
export const doorNames: Record<JoinMode, MessageKey> = {
  open: "forum.settings.open",
  ask: "forum.settings.ask",
  members: "forum.settings.members",
};

/** Who reads and writes in a space, in a sentence. */
export const doorWords: Record<JoinMode, MessageKey> = {
  open: "forum.door.open",
  ask: "forum.door.ask",
  members: "forum.door.members",
};
