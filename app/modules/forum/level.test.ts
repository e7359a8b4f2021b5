import { expect, test } from "vitest";
import { type Choices, hearsNews, type Level, levelOf, sourceOf } from "./level.ts";

const none: Choices = { topic: null, tags: [], space: null };

// The table of docs/decisions/levels.md.
test.each<[Partial<Choices>, Level, ReturnType<typeof sourceOf>]>([
  [{}, "normal", "none"],
  [{ space: "watch" }, "watch", "space"],
  [{ space: "mute" }, "mute", "space"],
  [{ tags: ["follow"], space: "mute" }, "follow", "tags"],
  [{ tags: ["mute"], space: "watch" }, "mute", "tags"],
  [{ tags: ["mute", "watch"] }, "watch", "tags"],
  [{ tags: ["mute", "follow"], space: "watch" }, "follow", "tags"],
  [{ topic: "normal", tags: ["mute"], space: "watch" }, "normal", "topic"],
  [{ topic: "mute", tags: ["watch"], space: "watch" }, "mute", "topic"],
  [{ topic: "watch", tags: ["mute"], space: "mute" }, "watch", "topic"],
])("%j is “%s”, decided by %s", (choices, level, source) => {
  const all = { ...none, ...choices };
  expect([levelOf(all), sourceOf(all)]).toEqual([level, source]);
});

test("who watches or follows hears what is new", () => {
  expect((["watch", "follow", "normal", "mute"] as const).map(hearsNews)).toEqual([true, true, false, false]);
});
