import type { MentionPlace } from "#app/modules/forum/mentions/complete-mention.server.ts";
import { assets } from "#app/ui/islands/assets.ts";

/** What a `forum-composer` needs to offer people who can be mentioned there: whom to ask, and the script of the list, which it loads by itself. */
export function completes(place: MentionPlace) {
  const [[name, value]] = Object.entries(place) as [[string, string | number]];
  return {
    "data-complete": `/people/complete.json?${name}=${encodeURIComponent(value)}`,
    "data-list": assets().islands["mention-list"],
  };
}
