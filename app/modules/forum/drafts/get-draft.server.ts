import { db, type Db } from "#app/infra/db.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { Prisma } from "#prisma/generated/client.ts";
import type { DraftPlace } from "./draft-place.ts";

/** A draft as its composer shows it. `isEnded`: it was sent or discarded, and only its sequence is left. */
export type Draft = {
  title: string;
  body: string;
  language: string;
  /** Of a topic: whether it is to be sealed. */
  isSealed: boolean;
  /** Of a topic: its tags as they were typed. */
  tags: string;
  clientId: string;
  /** What is saved on an older one is refused. */
  sequence: number;
  savedAt: Date;
  isEnded: boolean;
};

/** The same as SQL gives it. */
export type DraftJson = Omit<Draft, "savedAt"> & { savedAt: number };

/** SQL: the draft in the row named `d`, null where there is none, for `readDraft`. */
export const draftJson = Prisma.sql`
  CASE WHEN d.id IS NOT NULL THEN jsonb_build_object(
    'title', d.title, 'body', d.body, 'language', d.language, 'isSealed', d.is_sealed, 'tags', d.tags, 'clientId', d.client_id, 'sequence', d.sequence,
    'savedAt', floor(extract(epoch FROM d.updated_at) * 1000), 'isEnded', d.ended_at IS NOT NULL) END`;

/** What `draftJson` gave. */
export function readDraft(json: DraftJson | null): Draft | null {
  return json && { ...json, savedAt: new Date(json.savedAt) };
}

/** SQL: the rows of one person at one place; there is one at most. */
export function isDraftAt(userId: string, { kind, target }: DraftPlace): Prisma.Sql {
  return Prisma.sql`user_id = ${userId}::uuid AND kind = ${kind}::draft_kind AND target = ${target}`;
}

/** The actor's draft at a place, or null; also one that has ended. One statement. */
export async function getDraftFor(actor: MaybeActor, place: DraftPlace, from: Db = db()): Promise<Draft | null> {
  if (!actor) return null;
  const [row] = await from.$queryRaw<{ draft: DraftJson }[]>`
    SELECT ${draftJson} AS draft FROM post_drafts d WHERE ${isDraftAt(actor.id, place)}`;
  return readDraft(row?.draft ?? null);
}
