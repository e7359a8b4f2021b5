import { randomUUID } from "node:crypto";
import type { PageRequest } from "#app/http/page.server.ts";
import { canPost, isActive } from "#app/modules/accounts/policy.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { isInTime } from "#app/modules/forum/states/delete-post.server.ts";
import { replyNumberOf, replyPath, topicNumberOf } from "#app/modules/forum/paths.ts";
import { isPostLanguage } from "#app/modules/forum/languages.ts";
import { limitsFor } from "#app/modules/forum/limits.ts";
import { canDecideAbout } from "#app/modules/moderation/policy.ts";
import { type GonePost, isAnsweredTopic } from "#app/modules/forum/post-state.ts";
import {
  canChangeTranslation,
  canMark,
  canDelete,
  canRestore,
  canMakeWiki,
  canFacilitate,
  canFollow,
  canReact,
  canReplyTo,
  canSayOutcome,
  canTag,
  canWriteIn,
} from "#app/modules/forum/policy.ts";
import { canChange } from "#app/modules/forum/wiki.ts";
import { htmlToText } from "#app/lib/safe-html.ts";
import { whyWaits } from "#app/modules/forum/why-waits.ts";
import { getQuotation, getTopicFor, listPosts, type TopicFacts } from "#app/modules/forum/topics/get-topic.server.ts";

/** What the page of a topic shows, at its own address and at those of its forms. */
export async function loadTopic({ actor, param, url, language }: PageRequest) {
  const number = (name: string) => replyNumberOf(url.searchParams.get(name));
  const wish = { after: number("after"), before: number("before"), at: number("at") ?? number("quote") };
  const { topic, reader, draft } = await getTopicFor(actor, topicNumberOf(param("id")), wish.at);
  const read = { language, at: number("at"), in: languageIn(url.searchParams.get("in")) };
  const { posts, ...rest } = await listPosts(actor, topic, { ...wish, read });
  const quoted = number("quote");
  const place = { ...topic, isClosed: topic.closedAt !== null };
  const mayWrite = canReplyTo(actor, place);
  const quotation = quoted !== null && mayWrite ? await getQuotation(topic, quoted, replyPath(topic, quoted)) : null;
  return {
    topic,
    reader,
    // A page that somebody was led to by a wrong number has not been asked for: it marks nothing.
    readTo: actor && rest.missing === null ? (posts.at(-1)?.number ?? null) : null,
    ...rest,
    posts: posts.map((post) =>
      post.state === "visible"
        ? {
            ...post,
            isOwn: actor?.id === post.authorId,
            mayReact: topic.state === "visible" && canReact(actor, post),
            mayEdit: canChange(actor, { ...post, wikiIn: post.isWiki ? place : null }),
            mayMakeWiki: topic.state === "visible" && canMakeWiki(actor, { ...post, spaceCode: topic.spaceCode }),
            mayDelete: canDelete(actor, post) && !isAnsweredTopic(post, topic) && topic.state === "visible",
            mayReport: isActive(actor) && actor.id !== post.authorId && topic.state === "visible",
            mayModerate: canDecideAbout(actor, topic) && actor.id !== post.authorId,
            mayTranslate: topic.state === "visible" && canWriteIn(actor, { ...topic, code: topic.spaceCode }),
            onShown: post.shown && onTranslation(actor, post.shown, post, topic),
          }
        : post.state === "moved"
          ? post
          : goneFacts(actor, post),
    ),
    quotation,
    composer: actor &&
      mayWrite &&
      topic.state === "visible" && {
        clientId: randomUUID(),
        draft,
        owner: actor.handle,
        limits: limitsFor(actor),
        // A sealed question is read by its facilitators first, and waits all the same: its author may open it at any time.
        waits: whyWaits(actor, { code: topic.spaceCode, postsWait: topic.postsWait }) !== null,
        // Drafts of what stands on this page have done their work.
        sent: posts.flatMap((post) => (post.state === "visible" && post.authorId === actor.id ? post.clientId : [])),
      },
    // What one began to write where one may not write any more.
    hasDraft: draft !== null && !draft.isEnded,
    mayFollow: canFollow(actor),
    mayAccept: topic.state === "visible" && canMark(actor, topic),
    mayVote: topic.state === "visible" && mayWrite && topic.poll?.isClosed === false,
    maySayOutcome: topic.state === "visible" && canSayOutcome(actor, topic, topic.consultation),
    mayConsultOn: topic.state === "visible" && canWriteIn(actor, { ...topic, code: topic.spaceCode }),
    isAsker: actor?.id === topic.authorId,
    mayAppeal: topic.state === "hidden" && actor?.id === topic.authorId,
    mayTag: topic.state === "visible" && canTag(actor, topic),
    mayFacilitate: topic.state === "visible" && canFacilitate(actor, topic.spaceCode),
    mayRestore: topic.state === "deleted" && canRestore(actor, topic),
    mayOpen: topic.isSealed && isActive(actor) && actor.id === topic.authorId,
    whyNot: whyNot(actor, topic, mayWrite),
    silenced: actor && actor.silenced,
    about: actor ? null : aboutTopic(topic, posts[0]),
    at: new Date(),
  } as const;
}

type Shared = { title: string; description: string | null; language: string };
type PostOfPage = Awaited<ReturnType<typeof listPosts>>["posts"][number];

/** What previews of links say of a page: its title and how its first post begins, in the words that are shown there. */
function aboutTopic({ title, language }: { title: string; language: string }, post: PostOfPage | undefined): Shared {
  if (post?.state !== "visible") return { title, language, description: null };
  const { shown } = post;
  const description = htmlToText((shown ?? post).html.slice(0, 2_000));
  return { title: shown?.title ?? title, language: shown?.language ?? language, description };
}

/** In which language the post of an address is wanted; null for none that there is. */
function languageIn(wish: string | null): string | null {
  return wish === "original" || isPostLanguage(wish) ? wish : null;
}

/** What the actor may do with a translation that is shown in the place of a post. */
function onTranslation(
  actor: MaybeActor,
  translation: { authorId: string },
  { authorId }: { authorId: string },
  topic: Pick<TopicFacts, "spaceCode" | "state" | "joinMode" | "isArchived">,
) {
  const { spaceCode, state } = topic;
  const mayWrite = state === "visible" && canWriteIn(actor, { ...topic, code: spaceCode });
  const isOthers = actor?.id !== translation.authorId;
  return {
    mayRenew: mayWrite && canChangeTranslation(actor, translation, { authorId, spaceCode }),
    // Where one writes, the form of the translation does that, too.
    mayOnlyWithdraw: !mayWrite && !isOthers && isActive(actor),
    mayReport: state === "visible" && isOthers && isActive(actor),
    mayModerate: isOthers && canDecideAbout(actor, topic),
  };
}

/** Why one does not reply. Nobody is asked to sign in, or to join, for what they could not do then either. */
function whyNot(actor: MaybeActor, { closedAt, spaceCode, isArchived }: TopicFacts, mayWrite: boolean) {
  if (isArchived) return "archived";
  if (closedAt !== null && !canFacilitate(actor, spaceCode)) return "closed";
  if (actor === null) return "guest";
  if (actor.silenced) return "silenced";
  if (!canPost(actor)) return "unconfirmed";
  return mayWrite ? null : "not a member";
}

/** All that a page knows of a post that is out of sight. */
function goneFacts(actor: MaybeActor, post: GonePost) {
  const { id, number, state } = post;
  const isOwn = actor?.id === post.authorId;
  return {
    id,
    number,
    state,
    mayRestore: state === "deleted" && canRestore(actor, post) && isInTime(post, new Date()),
    reason: isOwn ? post.stateReason : null,
    mayAppeal: isOwn && (state === "hidden" || state === "removed"),
  };
}

export type TopicView = Awaited<ReturnType<typeof loadTopic>>;
