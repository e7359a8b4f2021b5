import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomFrom, seedOf, shuffled } from "./random.ts";

describe("randomFrom", () => {
  it("gives the same row for the same seed, between 0 and 1, spread evenly", () => {
    const row = (seed: number) => {
      const random = randomFrom(seed);
      return Array.from({ length: 10_000 }, () => random());
    };
    expect(row(1)).toEqual(row(1));
    expect(row(1).slice(0, 5)).not.toEqual(row(2).slice(0, 5));
    const numbers = row(7);
    expect(numbers.every((one) => one >= 0 && one < 1)).toBe(true);
    for (let tenth = 0; tenth < 10; tenth += 1) {
      const count = numbers.filter((one) => Math.floor(one * 10) === tenth).length;
      expect(count).toBeGreaterThan(850);
      expect(count).toBeLessThan(1150);
    }
  });

  it("never changes: papers that were drawn must be drawn again", () => {
    const random = randomFrom(42);
    expect([random(), random(), random()].map((one) => Math.floor(one * 1e6))).toEqual([601103, 448290, 852465]);
    expect(seedOf(42, 3)).toBe(seedOf("42", "3"));
    expect(shuffled([1, 2, 3, 4, 5, 6], 42)).toEqual(shuffled([1, 2, 3, 4, 5, 6], 42));
  });
});

describe("seedOf", () => {
  it("tells parts apart", () => {
    expect(seedOf(1, 23)).not.toBe(seedOf(12, 3));
    const seeds = new Set(Array.from({ length: 10_000 }, (_, at) => seedOf(Math.floor(at / 100), at % 100)));
    expect(seeds.size).toBeGreaterThan(9_990);
  });
});

describe("shuffled", () => {
  it("loses nothing and leaves the list alone", () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.integer(), (list, seed) => {
        const before = [...list];
        expect(shuffled(list, seed).sort((a, b) => a - b)).toEqual([...list].sort((a, b) => a - b));
        expect(list).toEqual(before);
      }),
    );
  });

  it("gives every order of three its share", () => {
    const counts = new Map<string, number>();
    for (let seed = 0; seed < 6_000; seed += 1) {
      const order = shuffled(["a", "b", "c"], seedOf(seed, 1)).join("");
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(6);
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });
});
