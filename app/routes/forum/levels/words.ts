import type { MessageKey } from "#app/i18n/catalogues/en.ts";
import type { Level } from "#app/modules/forum/level.ts";

/** What each level is called. */
export const levelNames: Record<Level, MessageKey> = {
  watch: "forum.level.watch",
  follow: "forum.level.follow",
  normal: "forum.level.normal",
  mute: "forum.level.mute",
};

/** What one hears by it. */
export const levelHints: Record<Level, MessageKey> = {
  watch: "forum.level.watch_hint",
  follow: "forum.level.follow_hint",
  normal: "forum.level.normal_hint",
  mute: "forum.level.mute_hint",
};

/** What is said when it was chosen. */
export const levelFlashes: Record<Level, MessageKey> = {
  watch: "forum.level.now_watch",
  follow: "forum.level.now_follow",
  normal: "forum.level.now_normal",
  mute: "forum.level.now_mute",
};
