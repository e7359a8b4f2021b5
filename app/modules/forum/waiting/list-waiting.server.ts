import { forbidden, notFound } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import { upTo } from "#app/infra/statements/plan.ts";
import { nextCursor, readCursor } from "#app/lib/cursor.ts";
import { isUuid } from "#app/lib/uuid.ts";
import type { Actor, MaybeActor } from "#app/modules/accounts/actor.ts";
import { allPeople } from "#app/modules/accounts/people.server.ts";
import { requireActive } from "#app/modules/accounts/policy.ts";
import { keepsAny, keepsForum } from "#app/modules/forum/policy.ts";
import { handlesLinkedIn, renderPost } from "#app/modules/forum/render-post.server.ts";
import { Prisma } from "#prisma/generated/client.ts";
import type { PostsWait, WaitReason } from "#app/modules/forum/why-waits.ts";

/** A post that waits, as those see it who decide. */
export type WaitingPost = {
  id: string;
  title: string;
  isTopic: boolean;
  html: string;
  language: string;
  isSealed: boolean;
  why: WaitReason;
  version: number;
  sentAt: Date;
  authorName: string;
  authorHandle: string;
  spaceCode: string;
  activityCode: string | null;
  spaceName: string | null;
  /** What it is a reply to; whether that can still be read. */
  topic: { publicId: number; slug: string; title: string; isVisible: boolean } | null;
};

const waitingPerPage = 20;

/** The actor when they facilitate any space. Throws 401 for a guest, 403 for everybody else. */
export function requireKeeper(maybe: MaybeActor): Actor {
  const actor = requireActive(maybe);
  if (!keepsAny(actor)) throw forbidden();
  return actor;
}

/** SQL: whether the actor decides about a row `w` of what waits, whose topic, if any, is `t`. */
function isKept(actor: Actor): Prisma.Sql {
  return keepsForum(actor)
    ? Prisma.sql`true`
    : Prisma.sql`coalesce(t.space_code, w.space_code) = ANY(${actor.facilitates})`;
}

/** What waits for the actor to decide, the oldest first, a page of twenty after a cursor. Throws as `requireKeeper`. One SQL statement. */
export async function listWaitingFor(
  maybe: MaybeActor,
  { after = null }: { after?: string | null } = {},
): Promise<{ posts: WaitingPost[]; next: string | null }> {
  const actor = requireKeeper(maybe);
  const cursor = readCursor(after);
  const rest = cursor ? Prisma.sql`AND (w.sent_at, w.id) > (${cursor.at}, ${cursor.id}::uuid)` : Prisma.empty;
  const rows = await db().$queryRaw<(Omit<WaitingPost, "html"> & { body: string })[]>`
    SELECT w.id, w.title, w.topic_id IS NULL AS "isTopic", w.body, w.language,
           coalesce(t.sealed_at IS NOT NULL, w.is_sealed) AS "isSealed", w.why::text, w.version, w.sent_at AS "sentAt",
           u.name AS "authorName", u.handle AS "authorHandle", s.code AS "spaceCode", s.activity_code AS "activityCode",
           s.name AS "spaceName",
           CASE WHEN t.id IS NOT NULL
                THEN jsonb_build_object('publicId', t.public_id, 'slug', t.slug, 'title', t.title,
                                        'isVisible', t.state = 'visible') END AS topic
      FROM waiting_posts w
      LEFT JOIN topics t ON t.id = w.topic_id
      JOIN spaces s ON s.code = coalesce(t.space_code, w.space_code)
      JOIN ${allPeople} u ON u.id = w.author_id
     WHERE w.state = 'waiting' AND w.author_id <> ${actor.id}::uuid AND ${isKept(actor)} ${rest}
     ORDER BY w.sent_at, w.id ${upTo(waitingPerPage + 1)}`;
  const posts = rows.slice(0, waitingPerPage).map(({ body, ...row }) => ({ ...row, html: htmlOf(body, row.language) }));
  return { posts, next: nextCursor(rows, waitingPerPage, "sentAt") };
}

// Whom it calls is looked up when it is let through: here nobody is linked to.
const htmlOf = (body: string, language: string) => renderPost(body, language, handlesLinkedIn(""));

/**
 * Throws as `requireKeeper`, and 404 for what never waited or is for others to decide. One SQL statement.
 */
export async function requireWaitingFor(maybe: MaybeActor, id: string): Promise<void> {
  const actor = requireKeeper(maybe);
  if (!isUuid(id)) throw notFound();
  const rows = await db().$queryRaw<unknown[]>`
    SELECT 1 FROM waiting_posts w LEFT JOIN topics t ON t.id = w.topic_id
     WHERE w.id = ${id}::uuid AND w.author_id <> ${actor.id}::uuid AND ${isKept(actor)}`;
  if (rows.length === 0) throw notFound();
}

export type KeptSpace = { code: string; activityCode: string | null; name: string | null; postsWait: PostsWait };

/** The spaces that the actor facilitates, with whose posts wait there. Throws as `requireKeeper`. One SQL statement. */
export async function listKeptSpaces(maybe: MaybeActor): Promise<KeptSpace[]> {
  const actor = requireKeeper(maybe);
  return db().space.findMany({
    where: keepsForum(actor) ? {} : { code: { in: actor.facilitates } },
    select: { code: true, activityCode: true, name: true, postsWait: true },
    orderBy: [{ position: "asc" }, { code: "asc" }],
  });
}
