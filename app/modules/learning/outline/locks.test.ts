import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findCycle } from "#app/modules/learning/courses/cycles.ts";
import { type LockedBy, type LockRules, locksOf } from "./locks.ts";

const at = new Date("2026-03-01T12:00:00Z");
const learner: LockRules = { isLinear: false, isLearner: true, isStaff: false, at };
const unit = (id: string, wish: Partial<LockedBy> = {}): LockedBy => ({
  id,
  slug: id,
  title: { text: id.toUpperCase(), language: "en" },
  completedAt: null,
  requires: [],
  opensAt: null,
  ...wish,
});
const shown = (units: LockedBy[], rules: Partial<LockRules> = {}) =>
  locksOf(units, { ...learner, ...rules }).map((locks) =>
    locks.map((lock) => (lock.kind === "unit" ? lock.slug : lock.opensAt.toISOString().slice(0, 10))),
  );

describe("what keeps a unit closed", () => {
  it("is whatever it requires and is not complete", () => {
    const units = [unit("a", { completedAt: at }), unit("b"), unit("c", { requires: ["a", "b"] })];
    expect(shown(units)).toEqual([[], [], ["b"]]);
  });

  it("is the first undone unit before it in a linear course, named once", () => {
    const units = [unit("a", { completedAt: at }), unit("b"), unit("c", { requires: ["b"] }), unit("d")];
    expect(shown(units, { isLinear: true })).toEqual([[], [], ["b"], ["b"]]);
    expect(shown(units)).toEqual([[], [], ["b"], []]);
  });

  it("is its opening time until that has come", () => {
    const before = unit("a", { opensAt: new Date(at.getTime() + 1) });
    const now = unit("b", { opensAt: at });
    expect(shown([before, now])).toEqual([["2026-03-01"], []]);
  });

  it("is nothing for what is complete, for staff, and for a requirement that is not there", () => {
    const later = new Date("2026-04-01T00:00:00Z");
    expect(shown([unit("a"), unit("b", { completedAt: at, requires: ["a"], opensAt: later })])).toEqual([[], []]);
    expect(shown([unit("a"), unit("b", { requires: ["a"], opensAt: later })], { isStaff: true })).toEqual([[], []]);
    expect(shown([unit("a", { requires: ["gone"] })])).toEqual([[]]);
  });

  it("is only the time for a reader who does not learn here", () => {
    const units = [unit("a"), unit("b", { requires: ["a"], opensAt: new Date("2026-04-01T00:00:00Z") }), unit("c")];
    expect(shown(units, { isLearner: false, isLinear: true })).toEqual([[], ["2026-04-01"], []]);
  });

  it("leaves a way through every course without circles, linear or not", () => {
    const courses = fc.array(fc.array(fc.nat(), { maxLength: 3 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(courses, fc.boolean(), (wishes, isLinear) => {
        const units = wishes.map((wish, position) =>
          unit(`u${position}`, { requires: position === 0 ? [] : wish.map((number) => `u${number % position}`) }),
        );
        for (let step = 0; step < units.length; step += 1) {
          const locks = locksOf(units, { ...learner, isLinear });
          const next = units.find((one, position) => !one.completedAt && locks[position]!.length === 0);
          expect(next).toBeDefined();
          next!.completedAt = at;
        }
      }),
    );
  });
});

describe("a circle", () => {
  const circle = (edges: Record<string, string[]>) => findCycle(new Map(Object.entries(edges)));

  it("is found with its way, wherever it lies", () => {
    expect(circle({ a: ["a"] })).toEqual(["a", "a"]);
    expect(circle({ a: ["b"], b: ["a"] })).toEqual(["a", "b", "a"]);
    expect(circle({ x: ["a"], a: ["b"], b: ["c", "d"], c: [], d: ["a"] })).toEqual(["a", "b", "d", "a"]);
  });

  it("is not a node that two ways lead to", () => {
    expect(circle({ a: ["b", "c"], b: ["d"], c: ["d"], d: [] })).toBeNull();
  });

  it("is looked for in very long chains too", () => {
    const chain = new Map(Array.from({ length: 50_000 }, (_, index) => [String(index), [String(index + 1)]]));
    expect(findCycle(chain)).toBeNull();
    chain.set("50000", ["0"]);
    expect(findCycle(chain)).toHaveLength(50_002);
  });
});
