import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type RoomMessage, createTimeline, hasGap, receive, skipTo } from "./timeline.ts";

const message = (sequence: number): RoomMessage => ({
  sequence,
  name: "Awa",
  handle: "awa",
  body: `Message ${sequence}`,
  at: "2027-01-01T00:00:00.000Z",
  clientId: `client-${sequence}`,
});
const numbers = (messages: RoomMessage[]) => messages.map(({ sequence }) => sequence);
const upTo = (count: number) => Array.from({ length: count }, (_, n) => n + 1);

describe("a timeline", () => {
  test("shows each message once and in order, whatever comes in whatever order and how often", () => {
    const arrivals = fc.integer({ min: 1, max: 40 }).chain((count) =>
      fc.record({
        count: fc.constant(count),
        batches: fc.array(fc.array(fc.integer({ min: 1, max: count }), { maxLength: 12 }), { maxLength: 30 }),
      }),
    );
    fc.assert(
      fc.property(arrivals, ({ count, batches }) => {
        const timeline = createTimeline(0);
        const shown = batches.flatMap((batch) => receive(timeline, batch.map(message)));
        // Whatever was shown so far is 1..n, and what waits is beyond a gap.
        expect(numbers(shown)).toEqual(upTo(shown.length));
        expect(timeline.last).toBe(shown.length);
        expect([...timeline.early.keys()].every((sequence) => sequence > timeline.last + 1)).toBe(true);
        // The resume from the last number, told in any order, closes every gap.
        const rest = receive(timeline, upTo(count).reverse().map(message));
        expect(numbers([...shown, ...rest])).toEqual(upTo(count));
        expect(hasGap(timeline)).toBe(false);
      }),
    );
  });

  test("goes on from what the page shows", () => {
    const timeline = createTimeline(7);
    expect(numbers(receive(timeline, [message(6), message(7), message(8)]))).toEqual([8]);
  });

  test("knows when something is missing", () => {
    const timeline = createTimeline(0);
    expect(receive(timeline, [message(2)])).toEqual([]);
    expect(hasGap(timeline)).toBe(true);
    expect(numbers(receive(timeline, [message(1)]))).toEqual([1, 2]);
    expect(hasGap(timeline)).toBe(false);
  });

  test("can leave out what is too old, and keeps what came live meanwhile", () => {
    const timeline = createTimeline(3);
    receive(timeline, [message(151), message(152), message(120)]);
    expect(numbers(skipTo(timeline, 150))).toEqual([151, 152]);
    expect(timeline).toEqual({ last: 152, early: new Map() });
    expect(skipTo(timeline, 10)).toEqual([]);
    expect(timeline.last).toBe(152);
  });
});
