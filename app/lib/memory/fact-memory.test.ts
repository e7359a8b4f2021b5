import { expect, test } from "vitest";
import { FactMemory } from "./fact-memory.ts";

const lengthOf = (text: string) => text.length;

test("makes a thing once, also an empty one", () => {
  const made: string[] = [];
  const memory = new FactMemory<string>({ room: 100, sizeOf: lengthOf });
  const make = (key: string) => (made.push(key), key === "nothing" ? "" : key.toUpperCase());
  for (const key of ["a", "nothing", "a", "nothing"]) memory.get(key, make);
  expect(memory.get("a", make)).toBe("A");
  expect(made).toEqual(["a", "nothing"]);
});

test("what is asked for stays, what nobody asks for goes, and no more than twice the room is held", () => {
  const made: string[] = [];
  const memory = new FactMemory<string>({ room: 20, sizeOf: lengthOf });
  const make = (key: string) => (made.push(key), "12345678");
  // Each takes ten: two have room, and two more in the memory before.
  for (const key of ["k1", "k2", "k1", "k3", "k1", "k4", "k1"]) memory.get(key, make);
  expect(made).toEqual(["k1", "k2", "k3", "k4"]);
  memory.get("k2", make);
  expect(made.filter((key) => key === "k2")).toHaveLength(2);
  expect(made.filter((key) => key === "k1")).toHaveLength(1);
});
