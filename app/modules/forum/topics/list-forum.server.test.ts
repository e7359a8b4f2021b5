import { beforeAll, describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { countingStatements } from "#app/infra/statements/statement-count.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { type ForumTab, listForumFor } from "#app/modules/forum/topics/list-forum.server.ts";
import { setSpaceLevel, setTopicLevel } from "#app/modules/forum/levels/set-level.server.ts";
import { markRead } from "#app/modules/forum/reading/mark-read.server.ts";
import { requirePosted } from "#app/modules/forum/posting/check-posting.server.ts";
import { postReply } from "#app/modules/forum/posting/post-reply.server.ts";
import { postTopic } from "#app/modules/forum/posting/post-topic.server.ts";
import { seedRoadmap } from "#prisma/seed/roadmap.ts";
import { seedSpaces } from "#prisma/seed/spaces.ts";
import { makeUser } from "#test/factories/users.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();

const start = Date.now() - 3_600_000;
const minute = (count: number) => new Date(start + count * 60_000);
let asker: Actor;
let helper: Actor;

beforeAll(async () => {
  await seedRoadmap(db());
  await seedSpaces();
  asker = await makeUser();
  helper = await makeUser();
});

let posted = 0;
const text = (body: string) => ({ body, language: "en" as const, clientId: `client-${(posted += 1)}` });
const ask = (title: string, spaceCode: string, at: Date, actor = asker) =>
  postTopic(actor, { ...text(`${title}: **who** knows?`), title, spaceCode }, { at }).then(requirePosted);
const answer = (publicId: number, at: Date, actor = helper) =>
  postReply(actor, { ...text("We do."), publicId }, { at });
const titles = async (actor: Actor | null, tab: ForumTab) =>
  (await listForumFor(actor, { tab })).topics.map(({ title }) => title);

describe("the lists of all spaces", () => {
  it("know what moved last, what waits and where one takes part", async () => {
    const old = await ask("Old question", "1.1", minute(0));
    await ask("Open question", "1.2", minute(1));
    await answer(old.publicId, minute(2));
    expect(await titles(null, "latest")).toEqual(["Old question", "Open question"]);
    expect(await titles(null, "unanswered")).toEqual(["Open question"]);
    expect(await titles(helper, "mine")).toEqual(["Old question"]);
    expect(await titles(asker, "mine")).toEqual(["Old question", "Open question"]);
    expect([await titles(null, "mine"), await titles(null, "unread")]).toEqual([[], []]);
    const { result, statements } = await countingStatements(() => listForumFor(helper, { tab: "unread" }));
    expect([result.topics, statements.length]).toEqual([[], 1]);
    expect((await listForumFor(null)).topics[0]).toMatchObject({
      excerpt: "Old question: who knows?",
      authorHandle: asker.handle,
      lastReplyAuthorHandle: helper.handle,
    });
  });

  it("call unread what came after one's reading and what is new in spaces that one follows, not what one has muted", async () => {
    const reader = await makeUser();
    const read = await ask("Read before", "2.1", minute(10));
    await markRead(reader, read.publicId, 0);
    expect(await titles(reader, "unread")).toEqual([]);
    await answer(read.publicId, minute(11));
    await setSpaceLevel(reader, "2.2", "follow");
    await ask("Of a followed space", "2.2", new Date(Date.now() + 60_000));
    await ask("Of another space", "2.3", new Date(Date.now() + 120_000));
    expect(await titles(reader, "unread")).toEqual(["Of a followed space", "Read before"]);
    await setTopicLevel(reader, read.publicId, "mute");
    expect(await titles(reader, "unread")).toEqual(["Of a followed space"]);
    await markRead(reader, read.publicId, 1);
    await setTopicLevel(reader, read.publicId, "normal");
    expect(await titles(reader, "unread")).toEqual(["Of a followed space"]);
  });

  it.each(["latest", "unanswered"] as const)("page through %s without repeating or skipping", async (tab) => {
    for (let count = 0; count < 5; count += 1)
      await ask(`Paged ${tab} ${count}`, "3.1", minute(30 + count), await makeUser());
    const all = await titles(null, tab);
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page = await listForumFor(null, { tab, after, limit: 2 });
      seen.push(...page.topics.map(({ title }) => title));
      after = page.next;
      if (after) {
        const second = await listForumFor(null, { tab, after, limit: 2 });
        const back = await listForumFor(null, { tab, before: second.previous, limit: 2 });
        expect(back.topics.map(({ id }) => id)).toEqual(page.topics.map(({ id }) => id));
      }
    } while (after);
    expect(seen).toEqual(all);
  });
});
