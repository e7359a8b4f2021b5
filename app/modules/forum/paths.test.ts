import { expect, test } from "vitest";
import { newReplies } from "#app/modules/forum/paths.ts";

test("what is out of sight is not new to anybody", () => {
  expect(newReplies(4, { lastReplyNumber: 7, outOfSight: 2 })).toEqual({ first: 5, count: 1 });
  expect(newReplies(4, { lastReplyNumber: 7, outOfSight: 3 })).toBeNull();
});

test("what is new begins after what was read, and nothing is to whoever has read all, or never opened the topic", () => {
  const topic = { lastReplyNumber: 7, outOfSight: 0 };
  expect(newReplies(4, topic)).toEqual({ first: 5, count: 3 });
  expect(newReplies(0, topic)).toEqual({ first: 1, count: 7 });
  for (const lastRead of [7, 8, -1, null]) expect(newReplies(lastRead, topic)).toBeNull();
});
