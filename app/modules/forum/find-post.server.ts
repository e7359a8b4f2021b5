import { notFound } from "#app/infra/app-error.ts";
import { type Db, db } from "#app/infra/db.server.ts";
import { isUuid } from "#app/lib/uuid.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { findActor } from "#app/modules/accounts/sessions.server.ts";
import type { JoinMode } from "#app/modules/forum/policy.ts";
import type { PostState } from "#app/modules/forum/post-state.ts";
import { placed, placedColumns, postOutOfSight, requireTopic } from "#app/modules/forum/sight.server.ts";

const withDoor = { select: { joinMode: true, archivedAt: true } } as const;

const columns = {
  id: true,
  number: true,
  authorId: true,
  language: true,
  version: true,
  state: true,
  stateReason: true,
  topic: {
    select: { id: true, publicId: true, slug: true, title: true, ...placedColumns, space: withDoor },
  },
} as const;

/** A post that is in sight, with its topic. */
export type FoundPost = {
  id: string;
  number: number;
  authorId: string;
  language: string;
  version: number;
  state: PostState;
  stateReason: string | null;
  topic: {
    id: string;
    publicId: number;
    slug: string;
    title: string;
    authorId: string;
    spaceCode: string;
    state: PostState;
    sealedAt: Date | null;
    space: { joinMode: JoinMode; archivedAt: Date | null };
  };
};

/**
 * A post that the actor may read, with where it stands, for whatever people do with single posts. Throws 404, and 410 for one that
 * is out of sight by itself or with its topic. One SQL statement.
 */
export async function getPostFor(actor: MaybeActor, id: string, from: Db = db()): Promise<FoundPost> {
  const post = isUuid(id) ? await from.reply.findUnique({ where: { id }, select: columns }) : null;
  if (!post) throw notFound();
  requireTopic(actor, placed(post.topic));
  if (post.state !== "visible") throw postOutOfSight(actor, post);
  return post;
}

/** The same for whoever wants to add something to it: in a topic that everybody may see. */
export async function getOpenPostFor(actor: MaybeActor, id: string, from: Db = db()): Promise<FoundPost> {
  const post = await getPostFor(actor, id, from);
  requireTopic(actor, placed(post.topic), { onlyVisible: true });
  return post;
}

/** The same as its author may read it, for what they are told of it; null when they may not. Three SQL statements. */
export async function findPostForAuthor(id: string): Promise<FoundPost | null> {
  const post = await db().reply.findUnique({ where: { id }, select: { authorId: true } });
  const author = post && (await findActor(post.authorId));
  return author && getOpenPostFor(author, id).catch(() => null);
}
