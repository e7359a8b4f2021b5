import { afterAll, expect, test } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { closeQueue } from "#app/infra/queue.server.ts";
import { countingStatements } from "#app/infra/statements/statement-count.server.ts";
import { postReply } from "#app/modules/forum/posting/post-reply.server.ts";
import { postTopic } from "#app/modules/forum/posting/post-topic.server.ts";
import { setPostsWait } from "#app/modules/forum/waiting/set-posts-wait.server.ts";
import { makeSpace, makeSpaceMember } from "#test/factories/spaces.ts";
import { makeTopic, unique } from "#test/factories/topics.ts";
import { makeUser } from "#test/factories/users.ts";
import { useDatabase } from "#test/setup/database.ts";
import { listChoresFor } from "./list-chores.server.ts";
import { readQuietDays } from "./quiet-days.ts";

useDatabase();
afterAll(closeQueue);

const day = 86_400_000;

test("whoever facilitates a space finds what waits there, and nothing of other spaces", async () => {
  const { code } = await makeSpace();
  const keeper = await makeSpaceMember(await makeUser(), code, "facilitator");
  const at = new Date();
  const ago = (days: number) => new Date(at.getTime() - days * day);
  const old = await makeTopic({ spaceCode: code, title: "Eight days old", at: ago(8) });
  const answered = await makeTopic({ spaceCode: code, title: "Answered", replies: 1, at: ago(8) });
  const recent = await makeTopic({ spaceCode: code, title: "Four days old", at: ago(4) });
  // An author who adds to their own question has not been answered.
  await postReply(recent.author, { publicId: recent.publicId, body: unique("One thing more") });
  await postTopic(await makeUser(), { spaceCode: code, title: "Sealed", body: unique("May I?"), sealed: true });
  await makeTopic({ title: "Elsewhere", at: ago(40) });
  await setPostsWait(keeper, { space: code, wait: "new_people" });
  await postReply(await makeUser({ trustedAt: null }), { publicId: answered.publicId, body: unique("It waits") });

  // Two wish to belong to the space; one of them was declined.
  for (const declinedAt of [null, at])
    await db().spaceWish.create({
      data: { spaceCode: code, userId: (await makeUser()).id, words: "May I?", declinedAt },
    });

  const { result, statements } = await countingStatements(() => listChoresFor(keeper, { days: 7 }, { at }));
  expect(statements).toHaveLength(3);
  expect(result).toMatchObject([{ code, waiting: 1, wishes: 1, hasMore: false }]);
  expect(result[0]!.unanswered.map(({ publicId }) => publicId)).toEqual([old.publicId]);
  expect(result[0]!.sealed.map(({ title }) => title)).toEqual(["Sealed"]);
  const [three] = await listChoresFor(keeper, { days: 3 }, { at });
  expect(three!.unanswered.map(({ title }) => title)).toEqual(["Eight days old", "Four days old"]);
  const [thirty] = await listChoresFor(keeper, { days: 30 }, { at });
  expect(thirty!.unanswered).toEqual([]);
  await expect(listChoresFor(await makeUser({ role: "facilitator" }), { days: 7 })).rejects.toMatchObject({
    status: 403,
  });
  await expect(listChoresFor(null, { days: 7 })).rejects.toMatchObject({ status: 401 });
});

test("the oldest five are shown, and that there are more", async () => {
  const { code } = await makeSpace();
  const moderator = await makeUser({ role: "moderator" });
  const at = new Date(Date.now() - 10 * day);
  for (let index = 0; index < 6; index++)
    await makeTopic({ spaceCode: code, title: `Question ${index}`, at: new Date(at.getTime() + index * 60_000) });
  const found = (await listChoresFor(moderator, { days: 7 })).find((space) => space.code === code)!;
  expect(found.hasMore).toBe(true);
  expect(found.unanswered.map(({ title }) => title)).toEqual([0, 1, 2, 3, 4].map((index) => `Question ${index}`));
});

test("an address asks for three, seven or thirty days", () => {
  expect(["3", "7", "30", "4", "", null].map(readQuietDays)).toEqual([3, 7, 30, 7, 7, 7]);
});
