import { randomUUID } from "node:crypto";
import type { Actor } from "#app/modules/accounts/actor.ts";
import type { PostLanguage } from "#app/modules/forum/languages.ts";
import { requirePosted } from "#app/modules/forum/posting/check-posting.server.ts";
import { postReply } from "#app/modules/forum/posting/post-reply.server.ts";
import { postTopic } from "#app/modules/forum/posting/post-topic.server.ts";
import { makeSpace } from "#test/factories/spaces.ts";
import { makeUser } from "#test/factories/users.ts";

type TopicWish = {
  spaceCode?: string;
  author?: Actor;
  title?: string;
  body?: string;
  language?: string;
  tags?: string[];
  /** Number of replies, each by the same other person. */
  replies?: number;
  at?: Date;
};

/** A topic by somebody, written as the product writes it, with replies one minute apart. */
export async function makeTopic({ replies = 0, at = new Date(), ...wish }: TopicWish = {}) {
  const author = wish.author ?? (await makeUser({ role: "trainer" }));
  const spaceCode = wish.spaceCode ?? (await makeSpace()).code;
  const { title = "Who leads your national team?", body = unique("How is it where you are?"), language = "en" } = wish;
  const topic = requirePosted(
    await postTopic(author, { spaceCode, title, body, language: language as PostLanguage, tags: wish.tags }, { at }),
  );
  const replier = replies > 0 ? await makeUser({ role: "trainer" }) : null;
  for (let number = 1; number <= replies; number++) {
    const later = new Date(at.getTime() + number * 60_000);
    await postReply(replier, { publicId: topic.publicId, body: unique(`Reply ${number}`) }, { at: later });
  }
  return { ...topic, id: topic.topicId, spaceCode, author, replier };
}

/** A text that nobody has written before. */
export function unique(text: string): string {
  return `${text} (${randomUUID().slice(0, 8)})`;
}
