import type { Actor, MaybeActor } from "#app/modules/accounts/actor.ts";
import type { PostState } from "#app/modules/forum/post-state.ts";
import { canPost, hasRole, isActive } from "#app/modules/accounts/policy.ts";

/** Whether the actor may begin topics and reply at all: active, with a confirmed address. */
export function canReply(actor: MaybeActor): actor is Actor {
  return canPost(actor);
}

/** Whether the actor may change a post whatever it is: its author, a moderator or an administrator. */
export function canEdit(actor: MaybeActor, post: { authorId: string }): actor is Actor {
  return canPost(actor) && (actor.id === post.authorId || hasRole(actor, ["moderator"]));
}

/** Whether the actor may say that others change a post, too: its author, and whoever facilitates the space. */
export function canMakeWiki(actor: MaybeActor, post: { authorId: string; spaceCode: string }): actor is Actor {
  return canPost(actor) && (actor.id === post.authorId || canFacilitate(actor, post.spaceCode));
}

/** Who reads and writes in a space: everybody; everybody, and its members; its members. */
export type JoinMode = "open" | "ask" | "members";

/** For whom a space is: everybody, as those of the Open Roadmap, or whom somebody has made it for. */
export type SpaceKind = "roadmap" | "team" | "cohort" | "theme";

type PlacedSpace = { code: string; joinMode: JoinMode };

/** What decides who writes in a space: nobody once it is archived. */
export type WrittenSpace = PlacedSpace & { isArchived: boolean };

/** Whether the actor may see a space: one for its members only, whoever belongs to it, moderators and administrators. */
export function canSeeSpace(actor: MaybeActor, { code, joinMode }: PlacedSpace): boolean {
  if (joinMode !== "members") return true;
  return isActive(actor) && (actor.memberOf.includes(code) || keepsForum(actor));
}

/** Whether the actor is in a space, as a member or a facilitator. */
export function isIn(actor: MaybeActor, code: string): actor is Actor {
  return isActive(actor) && actor.memberOf.includes(code);
}

/**
 * Whether the actor may begin topics and reply in a space: who belongs to it, and in an open one every member of the site; nobody in one
 * that is archived.
 */
export function canWriteIn(actor: MaybeActor, { code, joinMode, isArchived }: WrittenSpace): actor is Actor {
  return !isArchived && canReply(actor) && (joinMode === "open" || actor.memberOf.includes(code) || keepsForum(actor));
}

/** What decides who may reply to a topic. */
export type RepliedTo = { spaceCode: string; joinMode: JoinMode; isArchived: boolean; isClosed: boolean };

/** Whether the actor may reply to a topic that they may read: whoever writes in its space, and, once it is closed, its facilitators alone. */
export function canReplyTo(actor: MaybeActor, { spaceCode, isClosed, ...space }: RepliedTo): actor is Actor {
  return canWriteIn(actor, { code: spaceCode, ...space }) && (!isClosed || canFacilitate(actor, spaceCode));
}

/** What decides who may read a topic, whatever its state. */
export type PlacedTopic = { authorId: string; spaceCode: string; joinMode: JoinMode; isSealed: boolean };

/**
 * Whether a topic is for the actor: its space is, and, while it is sealed, they began it or facilitate its space. For everybody else
 * it is not there.
 */
export function isAdmitted(actor: MaybeActor, { authorId, spaceCode, joinMode, isSealed }: PlacedTopic): boolean {
  if (!canSeeSpace(actor, { code: spaceCode, joinMode })) return false;
  const isAuthor = isActive(actor) && actor.id === authorId;
  return !isSealed || isAuthor || canFacilitate(actor, spaceCode);
}

/**
 * Whether the actor may see a topic that is for them: while it is visible, then its author, unless the team has removed it, and
 * moderators and administrators.
 */
export function canSeeTopic(actor: MaybeActor, topic: PlacedTopic & { state: PostState }): boolean {
  const { authorId, state } = topic;
  if (!isAdmitted(actor, topic)) return false;
  if (state === "visible") return true;
  if (state === "purged") return false;
  const isAuthor = isActive(actor) && actor.id === authorId;
  return keepsForum(actor) || (isAuthor && state !== "removed");
}

/** Whether the actor may delete a post: its author, also one who may not write any more. Taking words back is not writing. */
export function canDelete(actor: MaybeActor, post: { authorId: string }): actor is Actor {
  return isActive(actor) && actor.id === post.authorId;
}

/** Whether the actor may restore what they have deleted: its author, who says it again with that. */
export function canRestore(actor: MaybeActor, post: { authorId: string }): actor is Actor {
  return canPost(actor) && actor.id === post.authorId;
}

/** Whether the actor keeps the whole forum: moderators and administrators see and write in every space. */
export function keepsForum(actor: MaybeActor): boolean {
  return hasRole(actor, ["moderator"]);
}

/** Whether the actor facilitates a space: its facilitators, moderators and administrators. A role of the whole site gives it to nobody else. */
export function canFacilitate(actor: MaybeActor, spaceCode: string): actor is Actor {
  return isActive(actor) && (actor.facilitates.includes(spaceCode) || keepsForum(actor));
}

/** Whether the actor may archive a space, and open it again: who facilitates it, of those that somebody has made. */
export function canArchive(actor: MaybeActor, { code, kind }: { code: string; kind: SpaceKind }): actor is Actor {
  return canPost(actor) && kind !== "roadmap" && canFacilitate(actor, code);
}

/** Whether the actor may make a space: whoever keeps the whole forum. One for a cohort its trainers make, which learning judges. */
export function canMakeSpace(actor: MaybeActor): actor is Actor {
  return canReply(actor) && keepsForum(actor);
}

/** Whether the actor facilitates any space. */
export function keepsAny(actor: MaybeActor): actor is Actor {
  return isActive(actor) && (actor.facilitates.length > 0 || keepsForum(actor));
}

/** Whether the actor may say which reply answers a topic, and which one what became of it: who asked, and whoever facilitates the space. */
export function canMark(actor: MaybeActor, topic: { authorId: string; spaceCode: string }): actor is Actor {
  return canPost(actor) && (actor.id === topic.authorId || canFacilitate(actor, topic.spaceCode));
}

/** Whether the actor may ask in a consultation, end it and withdraw its statements: whoever facilitates the space, and may write. */
export function canConsult(actor: MaybeActor, topic: { spaceCode: string }): actor is Actor {
  return canPost(actor) && canFacilitate(actor, topic.spaceCode);
}

/**
 * Whether the actor may say which reply is what became of a topic: as `canMark`; of a consultation whoever leads it, and only once its
 * votes are over, since that publishes it.
 */
export function canSayOutcome(
  actor: MaybeActor,
  topic: { authorId: string; spaceCode: string },
  consultation: { phase: "open" | "synthesis" | "published" } | null,
): actor is Actor {
  if (consultation === null) return canMark(actor, topic);
  return canConsult(actor, topic) && consultation.phase !== "open";
}

/** Whether the actor may say by which words a topic is found: who began it, and whoever facilitates the space. */
export function canTag(actor: MaybeActor, topic: { authorId: string; spaceCode: string }): actor is Actor {
  return canPost(actor) && (actor.id === topic.authorId || canFacilitate(actor, topic.spaceCode));
}

/**
 * Whether the actor may give a tag another name: whoever facilitates all the spaces whose topics have it. `isElsewhere`: some of them stand
 * in a space that the actor is not a facilitator of.
 */
export function canRenameTag(actor: MaybeActor, tag: { isElsewhere: boolean }): actor is Actor {
  return canPost(actor) && (keepsForum(actor) || (keepsAny(actor) && !tag.isElsewhere));
}

/** Whether the actor may react to a post: whoever may post, and not to their own. */
export function canReact(actor: MaybeActor, post: { authorId: string }): actor is Actor {
  return canPost(actor) && actor.id !== post.authorId;
}

/** Whether the actor may change a translation: who offered it, the author of the post, and whoever facilitates the space. */
export function canChangeTranslation(
  actor: MaybeActor,
  translation: { authorId: string },
  post: { authorId: string; spaceCode: string },
): actor is Actor {
  return (
    canPost(actor) && ([translation.authorId, post.authorId].includes(actor.id) || canFacilitate(actor, post.spaceCode))
  );
}

/** Whether the actor may follow and mute: whoever is signed in and not suspended. */
export function canFollow(actor: MaybeActor): actor is Actor {
  return isActive(actor);
}
