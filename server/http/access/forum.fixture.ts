import { randomUUID } from "node:crypto";
import { makeFeedToken } from "#app/modules/forum/feeds/feed-tokens.server.ts";
import { db } from "#app/infra/db.server.ts";
import { requirePosted } from "#app/modules/forum/posting/check-posting.server.ts";
import { postReply } from "#app/modules/forum/posting/post-reply.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { postTopic } from "#app/modules/forum/posting/post-topic.server.ts";
import { closeTopic } from "#app/modules/forum/facilitating/close-topic.server.ts";
import { pinTopic } from "#app/modules/forum/facilitating/pin-topic.server.ts";
import { moveTopic } from "#app/modules/forum/moving/move-topic.server.ts";
import { addPostFile } from "#app/modules/forum/files/add-file.server.ts";
import { makePoll } from "#app/modules/forum/polls/lead-poll.server.ts";
import { deletePost } from "#app/modules/forum/states/delete-post.server.ts";
import { makeSpace } from "#test/factories/spaces.ts";
import { makeTopic, unique } from "#test/factories/topics.ts";
import { findReply, type Here, isSilent, postRows, space, team, topic, type Things } from "./posts.fixture.ts";
import { kindsBesideCourses, makeStage } from "./people.fixture.ts";
import { type Answers, area, everybody, get, members, only, post, type Row, same } from "./row.fixture.ts";

/** A sealed question is not there for anybody but its author and whoever keeps its space; only its author opens it. */
const sealedAnswers: Answers = { ...only(["learner"], 404), moderator: 403, administrator: 403 };

/** A sequence that no draft has reached. */
let sequence = 0;
const next = () => String((sequence += 10));

const spareAt =
  (word: string) =>
  ({ spare }: Here) =>
    `/topics/${spare}/${word}`;
/** A topic of a space of its own. */
const newSpare = async (_: Here) => ({ spare: (await makeTopic()).publicId });
/** A topic with a tag that nothing else has. */
const makeSpareTag = async () => {
  const { publicId } = await makeTopic();
  const spareTag = `spare-${publicId}`;
  await db().topicTag.create({ data: { topic: { connect: { publicId } }, tag: spareTag, position: 0 } });
  return { spareTag };
};
const newSpareTag = async (_: Here) => makeSpareTag();

const rows: Row<Here>[] = [
  get("forum", () => "/forum", everybody),
  get("forum/tags", () => "/forum/tags", everybody),
  get("forum/tags/:tag", () => "/forum/tags/statistics", everybody),
  get("feeds/forum.atom", () => "/feeds/forum.atom", everybody),
  get("feeds/spaces/:file", (here) => `/feeds/spaces/${here.space}.atom`, everybody),
  get("feeds/topics/:file", (here) => `/feeds/topics/${here.topic.publicId}.atom`, everybody),
  get("feeds/tags/:file", () => "/feeds/tags/statistics.atom", everybody),
  get("forum/:code", space, everybody),
  get("forum/:code/new", (here) => `${space(here)}/new`, members),
  post(
    "forum/:code/new",
    (here) => `${space(here)}/new`,
    (_, { fresh }) => ({
      intent: "send",
      title: `A topic called ${fresh}`,
      body: `Words of ${fresh}.`,
      language: "en",
    }),
    members,
  ),
  post("forum/:code/new", (here) => `${space(here)}/new`, { intent: "preview", body: "*Words*" }, members, {
    isSilent,
  }),
  get("forum/:code/follow", (here) => `${space(here)}/follow`, same(302)),
  post("forum/:code/follow", (here) => `${space(here)}/follow`, { level: "follow" }, members, { about: "follow" }),
  post("forum/:code/follow", (here) => `${space(here)}/follow`, { level: "normal" }, members, { about: "normal" }),
  get("forum/tags/:tag/rename", ({ spareTag }) => `/forum/tags/${spareTag}/rename`, team),
  post(
    "forum/tags/:tag/rename",
    ({ spareTag }) => `/forum/tags/${spareTag}/rename`,
    { name: "renamed", merge: "on" },
    team,
    { renew: newSpareTag },
  ),
  get("forum/tags/:tag/follow", () => "/forum/tags/statistics/follow", same(303)),
  post("forum/tags/:tag/follow", () => "/forum/tags/statistics/follow", { level: "follow" }, members, {
    about: "follow",
  }),
  post("forum/tags/:tag/follow", () => "/forum/tags/statistics/follow", { level: "normal" }, members, {
    about: "normal",
  }),
  get("feeds/private.atom", ({ feed }) => `/feeds/private.atom?token=${feed}`, everybody, {
    about: "by its secret",
    notes: ["feed_tokens"],
  }),
  get("feeds/private.atom", () => "/feeds/private.atom", same(404)),
  get("me/settings/feeds", () => "/me/settings/feeds", members),
  post("me/settings/feeds", () => "/me/settings/feeds", { intent: "make", name: "Reader", space: "" }, members),
  post("me/settings/feeds", () => "/me/settings/feeds", { intent: "revoke", feed: randomUUID() }, members, {
    isSilent,
  }),
  get("me/settings/forum", () => "/me/settings/forum", members),
  post(
    "me/settings/forum",
    () => "/me/settings/forum",
    { kind: "writing", afterTopic: "watch", afterReply: "follow" },
    members,
  ),
  post("me/settings/forum", () => "/me/settings/forum", { kind: "tag", target: "statistics", level: "mute" }, members, {
    about: "a tag",
  }),
  get("people/complete.json", ({ space: code }) => `/people/complete.json?q=a&space=${code}`, members),
  get("forum/preview", () => "/forum/preview", same(404)),
  post("forum/preview", () => "/forum/preview", { body: "*Words*", language: "en" }, members, { isSilent }),
  get("topics/:id", topic, same(301)),
  get("topics/:id/:slug", (here) => `${topic(here)}/${here.topic.slug}`, everybody),
  get("topics/:id/changes.json", (here) => `${topic(here)}/changes.json`, everybody),
  get("topics/:id/read", (here) => `${topic(here)}/read`, same(204)),
  get("topics/:id/read", (here) => `${topic(here)}/read?number=1`, same(204), {
    about: "without a script",
    notes: ["topic_readers"],
    isPicture: true,
  }),
  post("topics/:id/read", (here) => `${topic(here)}/read`, { number: "2" }, members),
  get("topics/:id/open", (here) => `${topic(here)}/open`, same(302)),
  post("topics/:id/open", ({ sealed }) => `/topics/${sealed}/open`, {}, sealedAnswers, {
    renew: async ({ people, space }) => ({ sealed: await seal(people.learner, space) }),
  }),
  get("topics/:id/unread", (here) => `${topic(here)}/unread`, same(302)),
  post("topics/:id/unread", (here) => `${topic(here)}/unread`, { number: "1" }, members),
  ...["close", "pin", "move", "merge", "split"].map((word) =>
    get<Here>(`topics/:id/${word}`, (here) => `${topic(here)}/${word}`, team),
  ),
  post("topics/:id/close", spareAt("close"), { intent: "close", reason: "It is settled." }, team, { renew: newSpare }),
  post("topics/:id/close", spareAt("close"), { intent: "reopen", reason: "" }, team, {
    about: "reopen",
    renew: async (here) => {
      const { spare } = await newSpare(here);
      await closeTopic(here.people.administrator, spare, { intent: "close", reason: "It is settled." });
      return { spare };
    },
  }),
  get("topics/:id/tags", (here) => `${topic(here)}/tags`, team),
  post("topics/:id/tags", spareAt("tags"), { tags: "film, cinema" }, team, { renew: newSpare }),
  post("topics/:id/pin", spareAt("pin"), { intent: "pin", until: "" }, team, { renew: newSpare }),
  post("topics/:id/pin", spareAt("pin"), { intent: "unpin", until: "" }, team, {
    about: "unpin",
    renew: async (here) => {
      const { spare } = await newSpare(here);
      await pinTopic(here.people.administrator, spare, { intent: "pin", until: null });
      return { spare };
    },
  }),
  post(
    "topics/:id/move",
    (here) => `${topic(here)}/move`,
    ({ elsewhere }) => ({ space: elsewhere }),
    team,
    {
      renew: async ({ topic: { publicId }, space: code, people }) => {
        await moveTopic(people.administrator, publicId, { spaceCode: code });
        return {};
      },
    },
  ),
  post(
    "topics/:id/merge",
    ({ spare }) => `/topics/${spare}/merge`,
    ({ topic: { publicId } }) => ({ into: String(publicId) }),
    team,
    {
      renew: async ({ space: code }) => ({ spare: (await makeTopic({ spaceCode: code })).publicId }),
    },
  ),
  post("topics/:id/split", ({ spare }) => `/topics/${spare}/split`, { title: "Another matter", numbers: "1" }, team, {
    renew: async ({ space: code }) => ({ spare: (await makeTopic({ spaceCode: code, replies: 1 })).publicId }),
  }),
  get("topics/:id/poll", (here) => `${topic(here)}/poll`, team),
  post(
    "topics/:id/poll",
    (here) => `${topic(here)}/poll`,
    { intent: "make", question: "Which day?", answers: "Monday\nFriday" },
    team,
    { renew: async ({ topic: { publicId } }) => (await db().poll.deleteMany({ where: { topic: { publicId } } }), {}) },
  ),
  get("topics/:id/vote", (here) => `${topic(here)}/vote`, same(302)),
  post("topics/:id/vote", ({ polled }) => `/topics/${polled}/vote`, { answer: "2" }, members),
  post("topics/:id/vote", ({ polled }) => `/topics/${polled}/vote`, { intent: "withdraw" }, members, {
    about: "withdraw",
  }),
  get("topics/:id/follow", (here) => `${topic(here)}/follow`, same(302)),
  ...["watch", "follow", "mute", "normal", "inherit"].map((level) =>
    post<Here>("topics/:id/follow", (here) => `${topic(here)}/follow`, { level }, members, { about: level }),
  ),
  get("topics/:id/reply", (here) => `${topic(here)}/reply`, everybody),
  post(
    "topics/:id/reply",
    (here) => `${topic(here)}/reply`,
    (_, { fresh }) => ({ intent: "send", body: `Words of ${fresh}.`, language: "en" }),
    members,
  ),
  post("topics/:id/reply", (here) => `${topic(here)}/reply`, { intent: "preview", body: "*Words*" }, members, {
    isSilent,
  }),
  get("me/drafts", () => "/me/drafts", members),
  get("me/drafts.json", () => "/me/drafts.json", same(404)),
  post(
    "topics/:id/reply",
    (here) => `${topic(here)}/reply`,
    () => ({ intent: "draft", body: "Half", sequence: next() }),
    members,
    {
      about: "as a draft",
    },
  ),
  post("topics/:id/reply", (here) => `${topic(here)}/reply`, { intent: "discard" }, members, { about: "discard" }),
  post(
    "me/drafts.json",
    (here) => `/me/drafts.json?of=topic:${space(here).slice("/forum/".length)}`,
    () => ({ title: "A title", body: "Words", sequence: next() }),
    members,
  ),
  post("me/drafts", () => "/me/drafts", { id: "00000000-0000-7000-8000-000000000000" }, members, { isSilent }),
  ...postRows,
];

async function make(): Promise<Here> {
  const stage = await makeStage();
  // Long ago: people may write once in a while only.
  const at = new Date(Date.now() - 86_400_000);
  const made = await makeTopic({ replies: 2, at, tags: ["statistics"] });
  const { publicId, slug, spaceCode } = made;
  const { learner } = stage.people;
  for (const minutes of [0, 1, 2]) {
    const later = { at: new Date(at.getTime() + minutes * 60_000) };
    await postReply(learner, { publicId, body: unique("Of the learner.") }, later);
  }
  const where = { topicId: made.id, authorId: learner.id };
  const found = await db().reply.findMany({ where, orderBy: { number: "asc" }, select: { id: true } });
  const [id, other, deleted] = found.map((one) => one.id) as [string, string, string];
  await deletePost(learner, deleted);
  const brought = { spaceCode, name: "list.csv", bytes: Buffer.from("country;law\n"), alt: "" };
  const body = await addPostFile(learner, brought);
  await postReply(learner, { publicId, body }, { at: new Date(at.getTime() + 3 * 60_000) });
  await db().topicReader.deleteMany({ where: { topicId: made.id } });
  const { code: elsewhere } = await makeSpace();
  const others = await db().reply.findFirstOrThrow({ where: { topicId: made.id, number: 0 }, select: { id: true } });
  const asked = await makeTopic({ spaceCode, at });
  await makePoll(asked.author, asked.publicId, {
    question: "Which day?",
    answers: ["Monday", "Friday"],
    isMultiple: false,
    until: null,
  });
  return {
    ...stage,
    polled: asked.publicId,
    file: /\((\/[^)]+)\)$/.exec(body)![1]!,
    others: others.id,
    space: spaceCode,
    topic: { publicId, slug },
    feed: await makeFeedToken(learner, { intent: "make", name: "Reader", space: "" }),
    reply: await findReply(id),
    other,
    deleted,
    sealed: 0,
    elsewhere,
    spare: 0,
    ...(await makeSpareTag()),
  };
}

/** A sealed question by somebody who began their last topic long ago: people may write once in a while only. */
async function seal(author: Actor, spaceCode: string): Promise<number> {
  const createdAt = new Date(Date.now() - 2 * 86_400_000);
  await db().topic.updateMany({ where: { authorId: author.id }, data: { createdAt } });
  const topic = { spaceCode, title: "May I ask this?", body: unique("It is not safe in public."), sealed: true };
  return requirePosted(await postTopic(author, topic)).publicId;
}

export const forum = area<Things>({ name: "forum", make, rows, asks: kindsBesideCourses });
