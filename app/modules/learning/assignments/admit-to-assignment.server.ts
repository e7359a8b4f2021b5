import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { withDraft } from "./save-draft.server.ts";
import type { AssignmentAddress } from "./find-submission.server.ts";

/**
 * Makes sure that the actor may work at an assignment, before anything that they send is stored. Looks as the step itself
 * does and undoes it, so that nobody is enrolled for asking. Throws as `withDraft`.
 */
export async function requireMayWork(
  actor: MaybeActor,
  address: AssignmentAddress,
  { at = new Date() } = {},
): Promise<void> {
  const undo = new Error("only asked");
  await withDraft(actor, address, at, () => Promise.reject(undo)).catch((error: unknown) => {
    if (error !== undo) throw error;
  });
}
