import { AppError, notFound } from "#app/infra/app-error.ts";
import { db, type Tx } from "#app/infra/db.server.ts";
import { record, transaction } from "#app/infra/transaction.server.ts";
import { isUuid } from "#app/lib/uuid.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { requirePoster, requireSignedIn } from "#app/modules/accounts/policy.ts";
import { waitingAtMost } from "#app/modules/forum/limits.ts";
import { lockPoster } from "#app/modules/forum/lock-poster.server.ts";
import { checkMentions } from "#app/modules/forum/mentions/render-calling.server.ts";
import { hashBody } from "#app/modules/forum/render-post.server.ts";
import type { WaitingEdit } from "#app/modules/forum/schemas.ts";
import { visibleTopics } from "#app/modules/forum/sight.server.ts";
import { requireInUse } from "#app/modules/forum/spaces/require-space.server.ts";
import { Prisma } from "#prisma/generated/client.ts";
import { requireRoom } from "./hold-post.server.ts";

/** A post of the actor's that is not one yet: it waits, or was declined. */
export type OwnWaiting = {
  id: string;
  state: "waiting" | "declined";
  /** Of what begins a topic; empty for a reply. */
  title: string;
  isTopic: boolean;
  body: string;
  language: string;
  version: number;
  sentAt: Date;
  /** Why it was declined. */
  reason: string;
  spaceCode: string;
  activityCode: string | null;
  spaceName: string | null;
  /** What it is a reply to, as long as the actor reads that. */
  topic: { publicId: number; slug: string; title: string } | null;
};

/** What the actor has sent that waits or was declined, the newest first, fifty at most. Throws 401. One SQL statement. */
export async function listOwnWaiting(maybe: MaybeActor): Promise<OwnWaiting[]> {
  const actor = requireSignedIn(maybe);
  return selectOwn(actor, Prisma.sql`state = ANY('{waiting,declined}'::waiting_state[])`);
}

/**
 * One of them. Throws 401, 404 for what is not there or somebody else's, 409 "forum.error.waiting_published" for what was let through
 * meanwhile (`data` is where it stands). One SQL statement, two where it is none any more.
 */
export async function getOwnWaiting(maybe: MaybeActor, id: string): Promise<OwnWaiting> {
  const actor = requireSignedIn(maybe);
  if (!isUuid(id)) throw notFound();
  const [row] = await selectOwn(actor, Prisma.sql`id = ${id}::uuid AND state <> 'published'`);
  return row ?? refuseGone(id, actor.id);
}

async function selectOwn(actor: NonNullable<MaybeActor>, which: Prisma.Sql): Promise<OwnWaiting[]> {
  return db().$queryRaw<OwnWaiting[]>`
    SELECT w.id, w.state::text, w.title, w.topic_id IS NULL AS "isTopic", w.body, w.language, w.version, w.sent_at AS "sentAt", w.reason,
           s.code AS "spaceCode", s.activity_code AS "activityCode", s.name AS "spaceName",
           CASE WHEN t.id IS NOT NULL
                THEN jsonb_build_object('publicId', t.public_id, 'slug', t.slug, 'title', t.title) END AS topic
      FROM (SELECT * FROM waiting_posts WHERE author_id = ${actor.id}::uuid AND ${which} ORDER BY sent_at DESC LIMIT 50) w
      LEFT JOIN ${visibleTopics(actor)} t ON t.id = w.topic_id
      JOIN spaces s ON s.code = coalesce(t.space_code, w.space_code)
     ORDER BY w.sent_at DESC, w.id DESC`;
}

async function refuseGone(id: string, authorId: string): Promise<never> {
  const row = await db().waitingPost.findFirst({
    where: { id, authorId },
    select: { reply: { select: { number: true, topic: { select: { publicId: true, slug: true } } } } },
  });
  if (!row?.reply) throw notFound();
  const data = { ...row.reply.topic, number: row.reply.number };
  throw new AppError("forum.error.waiting_published", 409, { data });
}

/**
 * Changes what waits, and sends again what was declined: it waits in its old place, or behind the others. Throws as `getOwnWaiting`, 403
 * for who may not post, 400, 409 "forum.error.waiting_elsewhere" when it was changed or decided about since it was read,
 * "forum.error.space_archived" for what would wait in an archived space again.
 */
export async function editWaiting(
  maybe: MaybeActor,
  id: string,
  { body, version, ...edit }: WaitingEdit,
  { at = new Date() } = {},
): Promise<void> {
  const actor = requirePoster(maybe);
  const old = await getOwnWaiting(actor, id);
  checkMentions(body);
  const { title = old.title, language = old.language } = edit;
  const data = { body, bodyHash: hashBody(body), language, ...(old.isTopic && { title }) };
  await transaction(async (tx) => {
    await lockPoster(tx, actor);
    if (old.state === "declined") {
      await requireInUse(tx, old.spaceCode);
      requireRoom(await countWaiting(tx, actor.id));
    }
    const again = old.state === "declined" ? { sentAt: at } : {};
    const fresh = { state: "waiting", reason: "", decidedAt: null, decidedById: null } as const;
    const changed = await tx.waitingPost.updateMany({
      where: { id, authorId: actor.id, state: old.state, version },
      data: { ...data, ...fresh, ...again, version: { increment: 1 } },
    });
    if (changed.count !== 1) throw new AppError("forum.error.waiting_elsewhere", 409);
    if (old.state === "declined") await record(tx, "forum.waiting.held", { waitingId: id });
  });
}

const countWaiting = (tx: Tx, authorId: string) =>
  tx.waitingPost.count({ where: { authorId, state: "waiting" }, take: waitingAtMost });

/** Deletes it for good. What is not there any more, or somebody else's, stays as it is. Returns whether there was one. Throws 401. */
export async function deleteWaiting(maybe: MaybeActor, id: string): Promise<boolean> {
  const actor = requireSignedIn(maybe);
  if (!isUuid(id)) return false;
  const where = { id, authorId: actor.id, state: { not: "published" } } as const;
  return transaction(async (tx) => {
    const { count } = await tx.waitingPost.deleteMany({ where });
    if (count > 0) await record(tx, "forum.waiting.deleted", { waitingId: id });
    return count > 0;
  });
}
