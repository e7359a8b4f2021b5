import { expect, test } from "vitest";
import { ShortMemory } from "./short-memory.ts";

function counted({ milliseconds = 60_000, room = 10 } = {}) {
  const loads: string[] = [];
  const memory = new ShortMemory<string>({ milliseconds, room, sizeOf: (value) => value.length });
  const ask = (key: string) =>
    memory.get(key, async () => {
      loads.push(key);
      if (key === "broken") throw new Error("not today");
      return key;
    });
  return { ask, loads };
}

test("what many ask for at once is loaded once, until its time is over", async () => {
  const { ask, loads } = counted({ milliseconds: 30 });
  expect(await Promise.all([ask("a"), ask("a"), ask("b")])).toEqual(["a", "a", "b"]);
  expect(loads).toEqual(["a", "b"]);
  await new Promise((resolve) => setTimeout(resolve, 40));
  await ask("a");
  expect(loads).toEqual(["a", "b", "a"]);
});

test("the oldest goes when there is no room, and what is larger than all room is given and not kept", async () => {
  const { ask, loads } = counted({ room: 10 });
  for (const key of ["aaaa", "bbbb", "cccc"]) await ask(key);
  await ask("cccc");
  await ask("aaaa");
  expect(loads).toEqual(["aaaa", "bbbb", "cccc", "aaaa"]);
  expect(await ask("d".repeat(11))).toHaveLength(11);
  await ask("d".repeat(11));
  expect(loads).toHaveLength(6);
});

test("a failure is not remembered", async () => {
  const { ask, loads } = counted();
  await expect(ask("broken")).rejects.toThrow("not today");
  await expect(ask("broken")).rejects.toThrow("not today");
  expect(loads).toEqual(["broken", "broken"]);
});
