import { randomUUID } from "node:crypto";
import type { PageRequest } from "#app/http/page.server.ts";
import { canPost, isActive } from "#app/modules/accounts/policy.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { isInTime } from "#app/modules/forum/states/delete-post.server.ts";
import { replyNumberOf, replyPath, topicNumberOf } from "#app/modules/forum/paths.ts";
import { limitsFor } from "#app/modules/forum/limits.ts";
import { isAnsweredTopic } from "#app/modules/forum/post-state.ts";
import { canDelete, canEdit, canFollow, canReply } from "#app/modules/forum/policy.ts";
import { getQuotation, getTopicFor, type GonePost, listPosts } from "#app/modules/forum/topics/get-topic.server.ts";

/** What the page of a topic shows, at its own address and at those of its forms. */
export async function loadTopic({ actor, param, url }: PageRequest) {
  const number = (name: string) => replyNumberOf(url.searchParams.get(name));
  const { topic, reader, draft } = await getTopicFor(actor, topicNumberOf(param("id")));
  const wish = { after: number("after"), before: number("before"), at: number("at") ?? number("quote") };
  const { posts, ...rest } = await listPosts(topic, wish);
  const quoted = number("quote");
  const quotation =
    quoted !== null && canReply(actor) ? await getQuotation(topic, quoted, replyPath(topic, quoted)) : null;
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
            mayEdit: canEdit(actor, post),
            mayDelete: canDelete(actor, post) && !isAnsweredTopic(post, topic) && topic.state === "visible",
          }
        : goneFacts(actor, post),
    ),
    quotation,
    composer: actor &&
      canReply(actor) &&
      topic.state === "visible" && {
        clientId: randomUUID(),
        draft,
        owner: actor.handle,
        limits: limitsFor(actor),
        // Drafts of what stands on this page have done their work.
        sent: posts.flatMap((post) => (post.state === "visible" && post.authorId === actor.id ? post.clientId : [])),
      },
    // What one began to write where one may not write any more.
    hasDraft: draft !== null && !draft.isEnded,
    mayFollow: canFollow(actor),
    mayRestore: topic.state === "deleted" && canDelete(actor, topic),
    whyNot: actor === null ? "guest" : !isActive(actor) ? "suspended" : !canPost(actor) ? "unconfirmed" : null,
    at: new Date(),
  } as const;
}

/** All that a page knows of a post that is out of sight. */
function goneFacts(actor: MaybeActor, post: GonePost) {
  const { id, number, state } = post;
  return { id, number, state, mayRestore: state === "deleted" && canDelete(actor, post) && isInTime(post, new Date()) };
}

export type TopicView = Awaited<ReturnType<typeof loadTopic>>;
