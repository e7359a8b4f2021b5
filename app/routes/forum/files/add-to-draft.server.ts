import { fieldError, isAppError } from "#app/infra/app-error.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import type { DraftPlace } from "#app/modules/forum/drafts/draft-place.ts";
import { getDraftFor } from "#app/modules/forum/drafts/get-draft.server.ts";
import { saveDraft } from "#app/modules/forum/drafts/save-draft.server.ts";
import { maxBodyLength } from "#app/modules/forum/limits.ts";
import { getPostToEdit } from "#app/modules/forum/posting/edit-post.server.ts";
import { draftSchema } from "#app/modules/forum/schemas.ts";

/** What the Markdown of a file may be long at most: a hundred letters of a name and three hundred of a description, each escaped. */
const room = 1000;

/**
 * Puts what `make` returns below the draft that the actor has at a place, or below the post that is edited; `make` is asked for it once
 * it is certain that there is room. Throws what `make` throws, and 400 on the field "file" where the text is full.
 */
export async function addToDraft(actor: Actor, place: DraftPlace, make: () => Promise<string>): Promise<void> {
  const draft = await textAt(actor, place);
  if (draft.body.length + room > maxBodyLength) throw fieldError("file", "forum.file.error.full");
  const markdown = await make();
  // Another tab may have saved meanwhile: its words stay, and this goes below them.
  for (let tries = 1; ; tries++) {
    const { body, sealed, ...rest } = tries === 1 ? draft : await textAt(actor, place);
    const joined = [body.trimEnd(), markdown].filter(Boolean).join("\n\n");
    try {
      await saveDraft(actor, place, draftSchema.parse({ ...rest, body: joined, ...(sealed && { sealed: "on" }) }));
      return;
    } catch (error) {
      if (!isAppError(error) || error.status !== 409 || tries === 3) throw error;
    }
  }
}

async function textAt(actor: Actor, place: DraftPlace) {
  const draft = await getDraftFor(actor, place);
  const sequence = String(draft?.sequence ?? 0);
  if (draft && !draft.isEnded) return { ...draft, sealed: draft.isSealed, sequence };
  if (place.kind !== "edit") return { title: "", body: "", sealed: false, sequence };
  const { number, topic, body, language, version } = await getPostToEdit(actor, place.target);
  return { title: number === 0 ? topic.title : "", body, language, clientId: String(version), sealed: false, sequence };
}
