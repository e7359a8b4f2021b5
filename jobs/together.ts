import type { Entry } from "#app/infra/queue.server.ts";
import { type JobName, type JobPayload, jobs } from "#app/jobs.ts";
import { observed } from "#jobs/observed.ts";
import { listReplyFacts } from "#app/modules/forum/news/list-reply-facts.server.ts";
import { noteReplies } from "#app/modules/learning/study/record-linked-activities.server.ts";
import { indexPosts, indexPostsWithTopics, indexTopics } from "#app/modules/search/indexing/index-posts.server.ts";
import { isToldTogether, tellAll } from "#app/modules/notifications/tell.server.ts";

/**
 * Jobs that are short and cost little more for many than for one: whoever fans events out carries them out at once for all of
 * them, instead of asking for each. One that fails is asked for by itself, and tried again as any job is.
 */
const together = {
  "learning.note_reply": async (asked) => noteReplies(await listReplyFacts(asked.map(({ replyId }) => replyId))),
  "search.index_topic": (asked) => indexTopics(asked.map(({ topicId }) => topicId)),
  "search.index_post": (asked) => indexPosts(asked.map(({ replyId }) => replyId)),
  "search.index_post_state": (asked) => indexPostsWithTopics(asked.map(({ replyId }) => replyId)),
  "notifications.tell": (facts) => tellAll(facts, observed),
} satisfies { [N in JobName]?: (payloads: JobPayload<N>[]) => Promise<unknown> };

type Name = keyof typeof together;

/** Whether a job is one of those. A mail to each of many people is not short. */
export function isDoneTogether(entry: Entry): boolean {
  if (!Object.hasOwn(together, entry.name)) return false;
  return entry.name !== "notifications.tell" || isToldTogether(entry.payload.name);
}

/** Carries such jobs out, all of one name. Throws when one of them cannot be: then none may count as done. */
export async function carryOutTogether(name: JobName, payloads: unknown[]): Promise<void> {
  const work = together[name as Name] as (payloads: unknown[]) => Promise<unknown>;
  await work(payloads.map((payload) => jobs[name].parse(payload)));
}
