import { expect, test } from "vitest";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { postReply } from "#app/modules/forum/posting/post-reply.server.ts";
import { postTopic } from "#app/modules/forum/posting/post-topic.server.ts";
import { getTopicFor } from "#app/modules/forum/topics/get-topic.server.ts";
import { decideWaiting } from "#app/modules/forum/waiting/decide-waiting.server.ts";
import { setPostsWait } from "#app/modules/forum/waiting/set-posts-wait.server.ts";
import { makeSpace, makeSpaceMember } from "#test/factories/spaces.ts";
import { makeTopic, unique } from "#test/factories/topics.ts";
import { makeUser } from "#test/factories/users.ts";
import { useDatabase } from "#test/setup/database.ts";
import { getAfterWriting, saveAfterWriting } from "./list-levels.server.ts";
import { setSpaceLevel, setTagLevel, setTopicLevel } from "./set-level.server.ts";

useDatabase();

const levelIn = async (person: Actor, publicId: number) => {
  const { level, levelFrom } = (await getTopicFor(person, publicId)).reader!;
  return [level, levelFrom];
};

test("a level is what writing makes of it, and never overrules a choice or makes one hear less", async () => {
  const [person, topic, begun] = [await makeUser(), await makeTopic(), await makeTopic()];
  expect(await levelIn(begun.author, begun.publicId)).toEqual(["watch", "topic"]);
  await postReply(person, { publicId: topic.publicId, body: unique("First.") });
  expect(await levelIn(person, topic.publicId)).toEqual(["follow", "topic"]);
  const watching = await makeUser();
  await setSpaceLevel(watching, topic.spaceCode, "watch");
  await postReply(watching, { publicId: topic.publicId, body: unique("Second.") });
  expect(await levelIn(watching, topic.publicId)).toEqual(["watch", "space"]);
  const quiet = await makeUser();
  await setTopicLevel(quiet, topic.publicId, "mute");
  await postReply(quiet, { publicId: topic.publicId, body: unique("Third.") });
  expect(await levelIn(quiet, topic.publicId)).toEqual(["mute", "topic"]);
});

test("a level of one's own leaves a new topic to its tags where these make its author hear more", async () => {
  const { code } = await makeSpace();
  await makeTopic({ spaceCode: code, tags: ["loud-tag"] });
  const [person, careful] = [await makeUser({ role: "trainer" }), await makeUser({ trustedAt: null })];
  for (const author of [person, careful]) {
    await saveAfterWriting(author, { afterTopic: "follow", afterReply: "follow" });
    await setTagLevel(author, "loud-tag", "watch");
  }
  const own = await makeTopic({ author: person, spaceCode: code, tags: ["loud-tag"] });
  expect(await levelIn(person, own.publicId)).toEqual(["watch", "tags"]);
  // One that waited for a facilitator first is no other.
  const keeper = await makeSpaceMember(await makeUser(), code, "facilitator");
  await setPostsWait(keeper, { space: code, wait: "new_people" });
  const topic = { spaceCode: code, title: "Held first", body: unique("Who looks?"), tags: ["loud-tag"] };
  const sent = await postTopic(careful, topic);
  const id = "waitingId" in sent ? sent.waitingId : "";
  const published = await decideWaiting(keeper, id, { decision: "publish", reason: "", version: 1 });
  expect(await levelIn(careful, published!.publicId)).toEqual(["watch", "tags"]);
});

test("a level follows one's own settings of what writing makes of it", async () => {
  const person = await makeUser({ role: "trainer" });
  expect(await getAfterWriting(person)).toEqual({ afterTopic: "watch", afterReply: "follow" });
  await saveAfterWriting(person, { afterTopic: "normal", afterReply: "watch" });
  await saveAfterWriting(person, { afterTopic: "normal", afterReply: "watch" });
  expect(await getAfterWriting(person)).toEqual({ afterTopic: "normal", afterReply: "watch" });
  const [own, other] = [await makeTopic({ author: person }), await makeTopic()];
  expect(await levelIn(person, own.publicId)).toEqual(["normal", "none"]);
  await postReply(person, { publicId: other.publicId, body: unique("Tell me everything.") });
  expect(await levelIn(person, other.publicId)).toEqual(["watch", "topic"]);
  await expect(saveAfterWriting(null, { afterTopic: "watch", afterReply: "watch" })).rejects.toMatchObject({
    status: 401,
  });
});
