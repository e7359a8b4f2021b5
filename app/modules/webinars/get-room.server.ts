import type { Actor } from "#app/modules/accounts/actor.ts";
import { listUnwantedHandles } from "#app/modules/accounts/blocks/list-blocks.server.ts";
import { canPost } from "#app/modules/accounts/policy.ts";
import { closesAt, isOpenToRegister, opensAt, roomPhase } from "./policy.ts";
import { getWebinarFor } from "./get-webinar.server.ts";
import { readLatest } from "./send-message.server.ts";

/** Messages on a room's page. */
const pageLength = 50;

/**
 * A room as its page shows it: the newest 50 messages, or the 50 before the number `before`. Who may not enter, and
 * whoever comes before it opens, gets no messages. Throws 404. At most six SQL statements.
 */
export async function getRoomFor(actor: Actor, publicId: number, { at, before }: { at: Date; before: number | null }) {
  const webinar = await getWebinarFor(actor, publicId);
  const phase = roomPhase(webinar, at);
  const isReadable = webinar.mayEnter && (phase === "open" || phase === "closed");
  const [messages, unwanted] = isReadable
    ? await Promise.all([readLatest(webinar.id, { before, limit: pageLength }), listUnwantedHandles(actor)])
    : [[], []];
  const first = messages[0]?.sequence ?? 1;
  return {
    webinar,
    phase,
    mayEnter: webinar.mayEnter,
    isOpenToRegister: isOpenToRegister(webinar, at),
    opensAt: opensAt(webinar),
    closesAt: closesAt(webinar),
    messages,
    /** Handles of those whom the actor keeps away: what they say is folded. Everybody in the room is sent the same. */
    unwanted,
    /** The number to ask the page before for, or null on the first one. */
    olderThan: first > 1 ? first : null,
    canSay: phase === "open" && canPost(actor),
    silenced: actor.silenced,
  };
}
