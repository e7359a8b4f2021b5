import fc from "fast-check";
import { expect, it } from "vitest";
import { mergeSorted } from "./merge-sorted.ts";

const byNumber = (a: number, b: number) => a - b;

it("gives what sorting all of it would give", () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.integer())), (lists) => {
      const sorted = lists.map((list) => list.toSorted(byNumber));
      expect([...mergeSorted(sorted, byNumber)]).toEqual(lists.flat().sort(byNumber));
    }),
  );
});

it("takes no more from a list than one beyond what was asked for", () => {
  const taken: number[] = [];
  function* counting() {
    for (let value = 0; ; value += 1) {
      taken.push(value);
      yield value;
    }
  }
  for (const value of mergeSorted([counting(), [1.5]], byNumber)) if (value === 2) break;
  expect(taken).toEqual([0, 1, 2]);
});
