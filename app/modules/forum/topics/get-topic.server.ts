import { movedTo, notFound } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { unwantedBy } from "#app/modules/accounts/blocks/unwanted.server.ts";
import { withName } from "#app/modules/accounts/person-columns.ts";
import { allPeople } from "#app/modules/accounts/people.server.ts";
import { type Draft, type DraftJson, draftJson, readDraft } from "#app/modules/forum/drafts/get-draft.server.ts";
import { repliesPerPage } from "#app/modules/forum/limits.ts";
import { nobody } from "#app/modules/forum/nobody.ts";
import { replyPath } from "#app/modules/forum/paths.ts";
import { isAdmitted, type JoinMode } from "#app/modules/forum/policy.ts";
import type { GonePost, PostState } from "#app/modules/forum/post-state.ts";
import { inOrder, type ReactionCount } from "#app/modules/forum/reaction-kinds.ts";
import { reactionsOf } from "#app/modules/forum/reactions/reactions-sql.server.ts";
import {
  type ConsultationRow,
  type ConsultationSign,
  consultationOf,
  readConsultation,
} from "./consultation-sql.server.ts";
import { type Poll, pollOf, type PollRow, readPoll } from "./poll-sql.server.ts";
import { handlesLinkedIn, markdownRendererVersion, renderPost } from "#app/modules/forum/render-post.server.ts";
import { type Level, levelOf, type LevelSource, sourceOf } from "#app/modules/forum/level.ts";
import { levelOfTags, ownLevel } from "#app/modules/forum/level-sql.server.ts";
import {
  readTranslations,
  type ReadIn,
  type ShownTranslation,
  type Translation,
  type TranslationRow,
  translationsOf,
} from "#app/modules/forum/translations/translation-sql.server.ts";
import { isVisible, outOfSightAfter, requireTopic, topicOutOfSight } from "#app/modules/forum/sight.server.ts";
import { standingPins } from "./pins-sql.server.ts";
import { markedReply, type MarkedReply, type MarkedRow, withExcerpt } from "./marked-reply-sql.server.ts";
import { findNewPlace, findNewPlaces } from "./find-new-place.server.ts";
import type { PostsWait } from "#app/modules/forum/why-waits.ts";
import { Prisma } from "#prisma/generated/client.ts";
import { mapActivities } from "#app/modules/roadmaps/roadmap.server.ts";

export type TopicFacts = {
  id: string;
  publicId: number;
  slug: string;
  title: string;
  language: string;
  createdAt: Date;
  authorId: string;
  replyCount: number;
  lastReplyNumber: number;
  firstAnswer: number;
  spaceCode: string;
  activityCode: string | null;
  /** Of a space that somebody has made. */
  spaceName: string | null;
  outputCode: string | null;
  state: PostState;
  /** Only its author and the facilitators read it. */
  isSealed: boolean;
  joinMode: JoinMode;
  /** Since when nobody writes in its space; null while people do. */
  spaceArchivedAt: Date | null;
  isArchived: boolean;
  /** Since when only the facilitators of its space reply, and why; null while it is open. */
  closedAt: Date | null;
  closedReason: string | null;
  /** Whether it stands at the top of its space, and until when; null for one that stays there. */
  isPinned: boolean;
  tags: string[];
  pinnedUntil: Date | null;
  postsWait: PostsWait;
  /** The opening post, by which a topic that is out of sight is restored; null while it is visible. */
  openingId: string | null;
  /** Why somebody else took it out of sight, as its author was told. */
  stateReason: string | null;
  /** The reply that answers it, while that one can be read. */
  accepted: MarkedReply | null;
  /** The reply that says what became of it, likewise. */
  outcome: MarkedReply | null;
  poll: Poll | null;
  consultation: ConsultationSign | null;
  /** How many replies after the last one that the actor has read are not new to them: out of sight, or by people whom they keep away. */
  outOfSight: number;
};

export type Post = {
  id: string;
  number: number;
  state: "visible";
  html: string;
  language: string;
  createdAt: Date;
  editedAt: Date | null;
  /** Whether others than its author may change it, too. */
  isWiki: boolean;
  isRevised: boolean;
  authorId: string;
  authorName: string;
  authorHandle: string;
  authorPicture: string | null;
  authorRole: string;
  clientId: string;
  /** Whether the actor has muted or blocked its author. */
  isUnwanted: boolean;
  reactions: ReactionCount[];
  /** Whether the actor has bookmarked it. */
  isBookmarked: boolean;
  /** Its translations, and the one that is shown in its place: then `html` is still what its author wrote. */
  translations: Translation[];
  shown: ShownTranslation | null;
};

/** How far the actor has read (-1: not opened), how often they marked it unread, how much they hear of the topic, and which choice decides. */
export type Reader = { lastRead: number; unreadMarks: number; level: Level; levelFrom: LevelSource };

/**
 * Which replies of a topic are asked for: after or before a number, around one, or none of that: from the start; and in which language they
 * are read where there is a translation into it.
 */
export type PageWish = { after?: number | null; before?: number | null; at?: number | null; read?: ReadIn };

/**
 * A topic with what the actor has to do with it (null for a guest), and their draft of a reply. Throws 404, 410 for one that is
 * out of the actor's sight, and 301 for one that was merged into another, to where the post with the number `at` stands now. One
 * statement.
 */
export async function getTopicFor(
  actor: MaybeActor,
  publicId: number,
  at: number | null = null,
): Promise<{ topic: TopicFacts; reader: Reader | null; draft: Draft | null }> {
  type Row = Omit<TopicFacts, "outputCode" | "accepted" | "outcome" | "poll" | "consultation"> & {
    poll: PollRow | null;
    consultation: ConsultationRow | null;
    accepted: MarkedRow | null;
    outcome: MarkedRow | null;
    lastRead: number | null;
    unreadMarks: number | null;
    ownLevel: Level | null;
    tagLevel: Level | null;
    spaceLevel: Level | null;
    draft: DraftJson | null;
    isMerged: boolean;
  };
  const me = actor?.id ?? nobody;
  const [row] = await db().$queryRaw<Row[]>`
    SELECT t.id, t.public_id AS "publicId", t.slug, t.title, t.language, t.created_at AS "createdAt",
           t.author_id AS "authorId", t.reply_count AS "replyCount", t.last_reply_number AS "lastReplyNumber",
           t.first_answer AS "firstAnswer", t.space_code AS "spaceCode",
           s.activity_code AS "activityCode", s.name AS "spaceName", r.last_read AS "lastRead", r.unread_marks AS "unreadMarks",
           ${ownLevel(Prisma.sql`r`)}::text AS "ownLevel",
           ${levelOfTags(Prisma.sql`${me}::uuid`, Prisma.sql`t.id`)}::text AS "tagLevel",
           (SELECT f.level::text FROM space_follows f WHERE f.user_id = ${me}::uuid AND f.space_code = t.space_code) AS "spaceLevel",
           t.state::text, t.merged_into_id IS NOT NULL AS "isMerged", t.sealed_at IS NOT NULL AS "isSealed", s.join_mode::text AS "joinMode", s.posts_wait::text AS "postsWait",
           s.archived_at AS "spaceArchivedAt", s.archived_at IS NOT NULL AS "isArchived",
           ARRAY(SELECT g.tag FROM topic_tags g WHERE g.topic_id = t.id ORDER BY g.position) AS tags,
           t.closed_at AS "closedAt", t.closed_reason AS "closedReason",
           pin.topic_id IS NOT NULL AS "isPinned", pin.until AS "pinnedUntil",
           CASE WHEN t.state <> 'visible' THEN (SELECT p.id FROM replies p WHERE p.topic_id = t.id AND p.number = 0) END AS "openingId",
           CASE WHEN t.state <> 'visible' THEN (SELECT p.state_reason FROM replies p WHERE p.topic_id = t.id AND p.number = 0) END AS "stateReason",
           ${outOfSightAfter(actor, Prisma.sql`r.last_read`)} AS "outOfSight",
           ${markedReply(Prisma.sql`t.accepted_reply_id`, me)} AS accepted, ${markedReply(Prisma.sql`t.outcome_reply_id`, me)} AS outcome,
           ${pollOf(me)} AS poll, ${consultationOf(me)} AS consultation,
           ${draftJson} AS draft
      FROM topics t
      JOIN spaces s ON s.code = t.space_code
      LEFT JOIN ${standingPins} pin ON pin.topic_id = t.id
      LEFT JOIN topic_readers r ON r.topic_id = t.id AND r.user_id = ${me}::uuid
      LEFT JOIN post_drafts d ON d.user_id = ${me}::uuid AND d.kind = 'reply' AND d.target = t.public_id::text
     WHERE t.public_id = ${publicId}`;
  if (!row) throw notFound();
  const { openingId: id, stateReason: reason, isMerged } = row;
  if (row.state === "purged" && isAdmitted(actor, row)) {
    const place = await findNewPlace(actor, publicId, at ?? 0);
    if (place) throw movedTo(replyPath(place, place.number));
    // Nothing was erased: it is read where the actor may not look.
    if (isMerged) throw topicOutOfSight({ ...row, state: "removed" });
  }
  requireTopic(actor, row, { post: id && reason ? { id, reason } : null });
  const {
    lastRead,
    unreadMarks,
    ownLevel: own,
    tagLevel,
    spaceLevel,
    draft,
    accepted,
    outcome,
    poll,
    consultation,
    isMerged: _merged,
    ...topic
  } = row;
  const activity = (await mapActivities()).get(topic.activityCode ?? "");
  const choices = { topic: own, tags: tagLevel ? [tagLevel] : [], space: spaceLevel };
  const level = { level: levelOf(choices), levelFrom: sourceOf(choices) };
  const reader = actor && { lastRead: lastRead ?? -1, unreadMarks: unreadMarks ?? 0, ...level };
  const marked = { accepted: withExcerpt(accepted), outcome: withExcerpt(outcome) };
  return {
    topic: {
      ...topic,
      ...marked,
      poll: readPoll(actor, topic, poll),
      consultation: readConsultation(consultation),
      outputCode: activity?.outputCode ?? null,
    },
    reader,
    draft: readDraft(draft),
  };
}

/**
 * The posts of one page of a topic, in order: 20 replies, on the first page with the opening post before them. Numbers
 * are never given twice and have no gaps, so a page of a long topic costs what a page of a short one costs. `missing` is
 * the number asked for when the topic has no such reply. A reply that is out of sight keeps its place (`GonePost`); the
 * opening post of a topic that the actor may see is shown whatever its state. In the place of one that was split off stands where it
 * is now (`MovedPost`); asking for its number throws 301 to there. One statement, two where some were split off.
 */
export async function listPosts(actor: MaybeActor, topic: TopicFacts, wish: PageWish = {}) {
  const me = actor?.id ?? nobody;
  const [from, to] = rangeOf(wish, topic.lastReplyNumber);
  const rows = await db().$queryRaw<(Omit<Post, "translations" | "shown"> & Standing)[]>`
    SELECT r.id, r.number, r.html, r.language, r.created_at AS "createdAt", r.edited_at AS "editedAt", r.is_wiki AS "isWiki",
           r.version > 1 AND EXISTS (SELECT 1 FROM reply_revisions v WHERE v.reply_id = r.id) AS "isRevised",
           u.id AS "authorId", u.name AS "authorName", u.handle AS "authorHandle", u.picture AS "authorPicture",
           u.role::text AS "authorRole",
           r.author_id = ANY(${unwantedBy(me)}) AS "isUnwanted",
           r.client_id AS "clientId", 'visible' AS state, r.state::text AS standing,
           r.state_at AS "stateAt", r.state_reason AS "stateReason",
           ${reactionsOf(me)} AS reactions,
           EXISTS (SELECT 1 FROM bookmarks b WHERE b.reply_id = r.id AND b.user_id = ${me}::uuid) AS "isBookmarked",
           ${translationsOf(me, wish.read ?? { language: "original" })} AS "inLanguages",
           CASE WHEN r.renderer_version <> ${markdownRendererVersion} THEN r.body END AS stale
      FROM replies r JOIN ${allPeople} u ON u.id = r.author_id
     WHERE r.topic_id = ${topic.id}::uuid AND r.number BETWEEN ${from} AND ${to}
     ORDER BY r.number`;
  const shown = rows.map(({ stale, standing, stateAt, stateReason, inLanguages, ...post }): Post | GonePost => {
    const { id, number, authorId } = post;
    if (standing !== "visible" && number > 0) return { id, number, authorId, state: standing, stateAt, stateReason };
    // Written by an older renderer: shown as today's would. An edit stores it.
    const html = stale === null ? post.html : renderPost(stale, post.language, handlesLinkedIn(post.html));
    return { ...post, html, reactions: inOrder(post.reactions ?? []), ...readTranslations(inLanguages) };
  });
  const end = Math.min(to, topic.lastReplyNumber);
  const moved = rows.length < end - from + 1 ? await listMovedPosts(actor, topic, [from, end]) : [];
  const wished = moved.find(({ number }) => number === wish.at);
  if (wished) throw movedTo(wished.href);
  const posts = moved.length === 0 ? shown : [...shown, ...moved].sort((one, other) => one.number - other.number);
  const last = posts.at(-1)?.number ?? topic.lastReplyNumber;
  return {
    posts,
    /** Numbers to ask for with `before` and `after`, or null at either end. */
    before: from > 0 ? from : null,
    after: last < topic.lastReplyNumber ? last : null,
    missing: wish.at != null && wish.at > topic.lastReplyNumber ? wish.at : null,
  };
}

type Standing = {
  stale: string | null;
  standing: PostState;
  stateAt: Date | null;
  stateReason: string | null;
  inLanguages: TranslationRow[] | null;
};

/** What stands in the place of a reply that is part of another topic now. */
export type MovedPost = { id: string; number: number; state: "moved"; href: string };

async function listMovedPosts(
  actor: MaybeActor,
  { publicId }: TopicFacts,
  [from, to]: [number, number],
): Promise<MovedPost[]> {
  const places = await findNewPlaces(actor, publicId, from, to);
  return places.map(({ id, had, ...place }) => {
    return { id, number: had, state: "moved", href: replyPath(place, place.number) };
  });
}

/** First and last number of the page that is asked for. */
function rangeOf({ after, before, at }: PageWish, last: number): [number, number] {
  if (after != null) return [Math.min(after, last) + 1, Math.min(after, last) + repliesPerPage];
  // What remains before the first pages is less than a page; the opening post comes with it.
  if (before != null) return [before <= repliesPerPage + 1 ? 0 : before - repliesPerPage, Math.max(before - 1, 0)];
  const page = Math.max(0, Math.floor((Math.min(at ?? 0, last) - 1) / repliesPerPage));
  return [page === 0 ? 0 : page * repliesPerPage + 1, (page + 1) * repliesPerPage];
}

/** A post as a quotation to begin a reply with: its author, a link to it, its first lines. Null when there is none that can be read. */
export async function getQuotation(topic: TopicFacts, number: number, path: string): Promise<string | null> {
  const post = await db().reply.findUnique({
    where: { topicId_number: { topicId: topic.id, number }, ...isVisible },
    select: { body: true, author: withName },
  });
  if (!post) return null;
  const name = post.author.name.replace(/[\\[\]*_`<>]/g, "\\$&");
  const lines = post.body.slice(0, 1000).split("\n").slice(0, 12);
  return [`> [${name}](${path})`, ">", ...lines.map((line) => `> ${line}`.trimEnd()), "", ""].join("\n");
}
