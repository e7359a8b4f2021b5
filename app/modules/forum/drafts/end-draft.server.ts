import { db, type Tx } from "#app/infra/db.server.ts";
import { isUuid, newId } from "#app/lib/uuid.ts";
import type { Actor, MaybeActor } from "#app/modules/accounts/actor.ts";
import { requireSignedIn } from "#app/modules/accounts/policy.ts";
import { Prisma } from "#prisma/generated/client.ts";
import type { DraftPlace } from "./draft-place.ts";
import { getDraftFor, isDraftAt } from "./get-draft.server.ts";
import { staleDraft } from "./save-draft.server.ts";

/** A post that is about to be written of a draft. `sequence` is the one that its page has seen; a program has seen none. */
export type Sent = { title?: string; body: string; sequence?: number };

const { sql } = Prisma;
const white = " \t\r\n";

/** SQL: what becomes of a draft that is sent or discarded. */
const endedAt = (at: Date) => sql`
  sequence = sequence + 1, title = '', body = '', tags = '', client_id = '', ended_at = ${at}, updated_at = ${at}`;

/** SQL: the end of the draft of a reply, once `topic` has the reply. */
export function endReplySql(actor: Actor, place: DraftPlace, at: Date): Prisma.Sql {
  return sql`
    UPDATE post_drafts SET ${endedAt(at)}
     WHERE ${isDraftAt(actor.id, place)} AND ended_at IS NULL AND EXISTS (SELECT FROM topic)`;
}

/** SQL: that no newer draft says something else than what is sent. */
export function noNewerSql(actor: Actor, place: DraftPlace, { sequence, body }: Sent): Prisma.Sql {
  if (sequence === undefined) return sql`true`;
  return sql`NOT EXISTS (
    SELECT FROM post_drafts WHERE ${isDraftAt(actor.id, place)} AND ended_at IS NULL AND sequence > ${sequence}::int
       AND rtrim(body, ${white}) <> rtrim(${body}, ${white}))`;
}

/**
 * Refuses to send what an old page shows while a newer draft, of another tab or device, says something else. Throws 409
 * "forum.error.draft_elsewhere" with it (`DraftConflict`). Sent again on its sequence, it is taken. At most one statement.
 */
export async function requireNoNewer(tx: Tx, actor: Actor, place: DraftPlace, sent: Sent): Promise<void> {
  if (sent.sequence === undefined) return;
  const draft = await getDraftFor(actor, place, tx);
  if (!draft || draft.isEnded || draft.sequence <= sent.sequence) return;
  const isSame = draft.body.trimEnd() === sent.body.trimEnd() && draft.title.trim() === (sent.title ?? "").trim();
  if (!isSame) throw staleDraft(draft);
}

/**
 * Ends the draft of what is posted, in its transaction: what other tabs save of it afterwards is refused. The sequence of an
 * edit is kept even where nothing had been saved: its post has no id that a late save could be known by. One statement.
 */
export async function endDraft(tx: Tx, actor: Actor, place: DraftPlace, { sequence }: Sent, at: Date): Promise<void> {
  if (place.kind !== "edit" || sequence === undefined) {
    await tx.$executeRaw`UPDATE post_drafts SET ${endedAt(at)} WHERE ${isDraftAt(actor.id, place)} AND ended_at IS NULL`;
    return;
  }
  await tx.$executeRaw`
    INSERT INTO post_drafts (id, user_id, kind, target, language, sequence, ended_at, updated_at)
    VALUES (${newId(at.getTime())}::uuid, ${actor.id}::uuid, ${place.kind}::draft_kind, ${place.target}, ${actor.language},
            ${sequence}::int + 1, ${at}, ${at})
    ON CONFLICT (user_id, kind, target) DO UPDATE
       SET sequence = GREATEST(post_drafts.sequence + 1, EXCLUDED.sequence), title = '', body = '', client_id = '',
           ended_at = EXCLUDED.ended_at, updated_at = EXCLUDED.updated_at`;
}

/**
 * Gives up a draft of the actor's, also one of a place where they may not write any more. What is not there, or somebody
 * else's, stays as it is. Returns whether there was one. Throws 401.
 */
export async function discardDraft(maybe: MaybeActor, id: string, { at = new Date() } = {}): Promise<boolean> {
  const actor = requireSignedIn(maybe);
  if (!isUuid(id)) return false;
  const ended = await db().$executeRaw`
    UPDATE post_drafts SET ${endedAt(at)} WHERE id = ${id}::uuid AND user_id = ${actor.id}::uuid AND ended_at IS NULL`;
  return ended > 0;
}

/** The same by its place. */
export async function discardDraftAt(actor: Actor, place: DraftPlace, { at = new Date() } = {}): Promise<boolean> {
  const ended = await db().$executeRaw`
    UPDATE post_drafts SET ${endedAt(at)} WHERE ${isDraftAt(actor.id, place)} AND ended_at IS NULL`;
  return ended > 0;
}
