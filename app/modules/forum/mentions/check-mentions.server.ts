import { fieldError } from "#app/infra/app-error.ts";
import { maxMentions } from "#app/lib/mentions.ts";
import { findCalled } from "#app/modules/accounts/records/find-called.server.ts";
import { handlesIn } from "#app/modules/forum/render-post.server.ts";

/**
 * The handles that a text calls and that are somebody's, for `renderPost`. Throws 400 with "forum.error.mentions" beside `body` when it
 * calls more than ten. One SQL statement for a text with an "@" in it, else none.
 */
export async function checkMentions(body: string): Promise<ReadonlySet<string>> {
  const handles = handlesIn(body);
  if (handles.length > maxMentions) throw fieldError("body", "forum.error.mentions", { max: maxMentions });
  return new Set((await findCalled(handles)).map(({ handle }) => handle));
}
