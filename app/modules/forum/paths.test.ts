import { expect, test } from "vitest";
import { newReplies } from "#app/modules/forum/paths.ts";

test("what is new begins after what was read, and nothing is to whoever has read all, or never opened the topic", () => {
  const topic = { lastReplyNumber: 7 };
  expect(newReplies(4, topic)).toEqual({ first: 5, count: 3 });
  expect(newReplies(0, topic)).toEqual({ first: 1, count: 7 });
  for (const lastRead of [7, 8, -1, null]) expect(newReplies(lastRead, topic)).toBeNull();
});
