import { beforeAll, expect, test } from "vitest";
import { db, pool } from "#app/infra/db.server.ts";
import { listForumFor } from "#app/modules/forum/topics/list-forum.server.ts";
import { makeSpace } from "#test/factories/spaces.ts";
import { makeTopic } from "#test/factories/topics.ts";
import { makeUser } from "#test/factories/users.ts";
import { databaseWork } from "#test/helpers/database-work.ts";
import { useDatabase } from "#test/setup/database.ts";
import { listToldOfTopic, listWatchersOfTopic } from "./list-told.server.ts";

useDatabase();

const many = 3000;
let topic: Awaited<ReturnType<typeof makeTopic>>;
let code: string;

/** A topic whose space many people watch, and a space with many topics: each has one of twenty tags, and all have another one. */
beforeAll(async () => {
  topic = await makeTopic();
  ({ code } = await makeSpace());
  await pool().query(
    `WITH made AS (
       INSERT INTO users (id, email, name, handle, password_hash, country, language, zone)
       SELECT gen_random_uuid(), 'many-' || n || '@example.org', 'Many ' || n, 'many-' || n, 'none', 'SN', 'en', 'UTC'
         FROM generate_series(1, $2::int) n RETURNING id)
     INSERT INTO space_follows (user_id, space_code, level) SELECT id, $1, 'watch' FROM made`,
    [topic.spaceCode, many],
  );
  const row = { authorId: topic.author.id, spaceCode: code, slug: "topic", language: "en" };
  const start = Date.now() + 60_000;
  const topics = await db().topic.createManyAndReturn({
    data: Array.from({ length: many }, (_, at) => ({ ...row, title: `T ${at}`, lastReplyAt: new Date(start + at) })),
    select: { id: true },
  });
  await db().topicTag.createMany({
    data: topics.flatMap(({ id: topicId }, at) => [
      { topicId, tag: `one-${at % 20}`, position: 0 },
      { topicId, tag: "all", position: 1 },
    ]),
  });
  await pool().query("VACUUM ANALYZE users, space_follows, topics, topic_tags");
}, 60_000);

test("who is told of a topic is judged page by page, each person once", async () => {
  for (const list of [listWatchersOfTopic, listToldOfTopic]) {
    const first = await list(topic.id, { limit: 10 });
    expect(first).toHaveLength(10);
    const { buffers } = await databaseWork(() => list(topic.id, { after: first.at(-1)!, limit: 10 }));
    expect(buffers).toBeLessThan(1000);
  }
});

test("what is unread is looked for in a window of each space and of all tags together", async () => {
  const [muting, following] = [await makeUser(), await makeUser()];
  await db().spaceFollow.create({ data: { userId: muting.id, spaceCode: code, level: "watch" } });
  await db().tagLevel.create({ data: { userId: muting.id, tag: "all", level: "mute" } });
  const tags = ["all", ...Array.from({ length: 20 }, (_, at) => `one-${at}`)];
  await db().tagLevel.createMany({ data: tags.map((tag) => ({ userId: following.id, tag, level: "watch" })) });
  await pool().query("VACUUM ANALYZE space_follows, tag_levels");
  const work = async (person: typeof muting) => {
    const { topics } = await listForumFor(person, { tab: "unread" });
    const { buffers } = await databaseWork(() => listForumFor(person, { tab: "unread" }));
    return { found: topics.length, buffers };
  };
  const [muted, followed] = [await work(muting), await work(following)];
  expect([muted.found, followed.found]).toEqual([0, 25]);
  expect(muted.buffers).toBeLessThan(8000);
  expect(followed.buffers).toBeLessThan(35_000);
});
