import { AppError, forbidden, notFound } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import { lockedStatement } from "#app/infra/transaction.server.ts";
import { newId } from "#app/lib/uuid.ts";
import type { Actor, MaybeActor } from "#app/modules/accounts/actor.ts";
import { requirePoster } from "#app/modules/accounts/policy.ts";
import { posterLock } from "#app/modules/forum/lock-poster.server.ts";
import type { RepliedTo } from "#app/modules/forum/policy.ts";
import { canChange } from "#app/modules/forum/wiki.ts";
import type { PostsWait } from "#app/modules/forum/why-waits.ts";
import { visibleReplies, visibleSpaces, visibleTopics } from "#app/modules/forum/sight.server.ts";
import type { DraftInput } from "#app/modules/forum/schemas.ts";
import { Prisma } from "#prisma/generated/client.ts";
import type { DraftPlace } from "./draft-place.ts";
import { type Draft, type DraftJson, draftJson, isDraftAt, readDraft } from "./get-draft.server.ts";

/** What somebody who saves on an old draft is told: what stands there now. */
export type DraftConflict = { draft: Draft };

/**
 * Saves what the actor is writing at a place. `sequence` is the one that the page has seen (0 = none yet); it rises by one.
 * A draft without a title and a text is given up. Throws 401, 403, 404 for a place that is not there; 409
 * "forum.error.draft_elsewhere" when a newer one was saved meanwhile, "forum.error.draft_ended" when it was sent or discarded,
 * each with what stands there (`DraftConflict`). One statement; two for the edit of a post.
 */
export async function saveDraft(
  maybe: MaybeActor,
  place: DraftPlace,
  input: DraftInput,
  { at = new Date(), placeMayBeGone = false } = {},
): Promise<{ sequence: number; savedAt: Date }> {
  const actor = requirePoster(maybe);
  // Whether somebody may change a post is not said in SQL.
  if (place.kind === "edit" && !placeMayBeGone) await findPlaceToWrite(actor, place);
  const isPlace = placeMayBeGone ? Prisma.sql`SELECT` : placeSql[place.kind](actor, place.target);
  const { title = "", body, clientId = "", language = actor.language, sealed = false, tags = "", sequence } = input;
  const isBlank = `${title}${body}`.trim() === "";
  const save = Prisma.sql`
    WITH d AS MATERIALIZED (SELECT * FROM post_drafts WHERE ${isDraftAt(actor.id, place)}),
    posted AS MATERIALIZED (
      SELECT 1 FROM replies WHERE author_id = ${actor.id}::uuid AND client_id = ${clientId} AND client_id <> '' AND ${place.kind !== "edit"}::boolean
    ), place AS MATERIALIZED (${isPlace}), saved AS (
      INSERT INTO post_drafts (id, user_id, kind, target, title, body, language, is_sealed, tags, client_id, sequence, ended_at, updated_at)
      SELECT ${newId(at.getTime())}::uuid, ${actor.id}::uuid, ${place.kind}::draft_kind, ${place.target},
             ${isBlank ? "" : title}, ${isBlank ? "" : body}, ${language}, ${sealed}::boolean, ${isBlank ? "" : tags}, ${clientId}, ${sequence}::int + 1,
             ${isBlank ? at : null}::timestamptz, ${at}
       WHERE EXISTS (SELECT FROM place) AND NOT EXISTS (SELECT FROM posted) AND (NOT ${isBlank}::boolean OR EXISTS (SELECT FROM d))
      ON CONFLICT (user_id, kind, target) DO UPDATE
         SET title = EXCLUDED.title, body = EXCLUDED.body, language = EXCLUDED.language, is_sealed = EXCLUDED.is_sealed,
             tags = EXCLUDED.tags,
             client_id = EXCLUDED.client_id, sequence = EXCLUDED.sequence, ended_at = EXCLUDED.ended_at,
             updated_at = EXCLUDED.updated_at
       WHERE post_drafts.sequence <= ${sequence}::int
      RETURNING sequence
    )
    SELECT EXISTS (SELECT FROM place) AS "isPlace", (SELECT sequence FROM saved) AS saved, EXISTS (SELECT FROM posted) AS posted, ${draftJson} AS draft
      FROM (SELECT 1) one LEFT JOIN d ON true`;
  const [found] = await lockedStatement<Saved>(posterLock(actor), save);
  const { saved, posted, draft } = found!;
  if (!found!.isPlace) throw notFound();
  if (saved !== null) return { sequence: saved, savedAt: at };
  if (!draft && !posted) return { sequence, savedAt: at };
  throw staleDraft(readDraft(draft) ?? { ...nothing, language, sequence, savedAt: at });
}

type Saved = { isPlace: boolean; saved: number | null; posted: boolean; draft: DraftJson | null };

const nothing = { title: "", body: "", clientId: "", isSealed: false, tags: "", isEnded: true };

/** What is said to a page whose draft is not the newest any more. */
export function staleDraft(draft: Draft): AppError {
  const data: DraftConflict = { draft };
  return new AppError(draft.isEnded ? "forum.error.draft_ended" : "forum.error.draft_elsewhere", 409, { data });
}

/**
 * The space in which the actor writes at a place. Throws 404 for what is not there for the actor, or out of sight; 403 for a post that
 * is not theirs to change. One SQL statement.
 */
export async function findPlaceToWrite(actor: Actor, { kind, target }: DraftPlace): Promise<RepliedTo> {
  type Place = { authorId: string; isWiki: boolean; postsWait: PostsWait } & RepliedTo;
  const [found] = await db().$queryRaw<Place[]>(placeSql[kind](actor, target));
  if (!found) throw notFound();
  const { authorId, isWiki, ...topic } = found;
  if (kind === "edit" && !canChange(actor, { authorId, wikiIn: isWiki ? topic : null })) throw forbidden();
  return topic;
}

const repliedTo = Prisma.sql`
  t.space_code AS "spaceCode", s.join_mode::text AS "joinMode", s.archived_at IS NOT NULL AS "isArchived", t.closed_at IS NOT NULL AS "isClosed"`;

const placeSql: Record<DraftPlace["kind"], (actor: Actor, target: string) => Prisma.Sql> = {
  edit: (actor, id) => Prisma.sql`
    SELECT p.author_id AS "authorId", p.is_wiki AS "isWiki", s.posts_wait::text AS "postsWait", ${repliedTo}
      FROM ${visibleReplies} p JOIN ${visibleTopics(actor)} t ON t.id = p.topic_id JOIN spaces s ON s.code = t.space_code
     WHERE p.id = ${id}::uuid`,
  reply: (actor, number) => Prisma.sql`
    SELECT ${repliedTo} FROM ${visibleTopics(actor)} t JOIN spaces s ON s.code = t.space_code
     WHERE t.public_id = ${Number(number)}`,
  topic: (actor, code) => Prisma.sql`
    SELECT code AS "spaceCode", join_mode::text AS "joinMode", archived_at IS NOT NULL AS "isArchived", false AS "isClosed" FROM ${visibleSpaces(actor)} s WHERE code = ${code}`,
};
