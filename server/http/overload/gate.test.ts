import { setTimeout as pause } from "node:timers/promises";
import { expect, onTestFinished, test, vi } from "vitest";
import { makeGate } from "#server/http/overload/gate.ts";

const patience = { read: 10_000, write: 10_000 };
const gateOf = (more: Partial<Parameters<typeof makeGate>[0]> = {}) =>
  makeGate({ places: 1, patience, longest: 10, longestHold: 10_000, ...more });

test("lets nobody in beyond its places, and the next one when somebody leaves", async () => {
  const gate = gateOf({ places: 2 });
  const [first] = [await gate.enter("read"), await gate.enter("read")];
  const third = gate.enter("read");
  expect(gate.state()).toMatchObject({ inside: 2, waiting: 1 });
  first!.leave();
  first!.leave();
  expect(await third).not.toBeNull();
  expect(gate.state()).toMatchObject({ inside: 2, waiting: 0, waited: 0 });
});

test("who brings something comes before who reads, each in order", async () => {
  const gate = gateOf();
  const inside = await gate.enter("read");
  const order: string[] = [];
  const enter = async (name: string, kind: "read" | "write") => {
    const place = await gate.enter(kind);
    order.push(name);
    place!.leave();
  };
  const all = [enter("read 1", "read"), enter("read 2", "read"), enter("write 1", "write"), enter("write 2", "write")];
  inside!.leave();
  await Promise.all(all);
  expect(order).toEqual(["write 1", "write 2", "read 1", "read 2"]);
});

test("refuses who has waited too long, and at once when too many wait", async () => {
  const gate = gateOf({ longest: 1, patience: { read: 20, write: 10_000 } });
  const inside = await gate.enter("read");
  const waiting = gate.enter("read");
  expect(await gate.enter("write")).toBeNull();
  expect(await waiting).toBeNull();
  // Nobody is let in who has gone.
  const gone = gate.enter("write");
  gone.giveUp!();
  expect(await gone).toBeNull();
  inside!.leave();
  expect(gate.state()).toMatchObject({ inside: 0, waiting: 0 });
});

test("work that hangs does not keep its place for ever", async () => {
  const gate = gateOf({ longestHold: 20 });
  await gate.enter("read");
  expect(await gate.enter("read")).not.toBeNull();
  await pause(60);
  expect(gate.state().inside).toBe(0);
});

test("a crowd that is refused by and by leaves the gate empty", async () => {
  // With real timers, a process that stands still for 30 ms refuses everybody who waits.
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const gate = gateOf({ places: 3, longest: 50, patience: { read: 30, write: 60 } });
  const kinds = Array.from({ length: 200 }, (_, n): "read" | "write" => (n % 5 === 0 ? "write" : "read"));
  const crowd = Promise.all(
    kinds.map(async (kind) => {
      const place = await gate.enter(kind);
      await new Promise((done) => setTimeout(done, 5));
      place?.leave();
      return place;
    }),
  );
  await vi.advanceTimersByTimeAsync(1_000);
  const admitted = (await crowd).filter(Boolean).length;
  expect(admitted).toBeGreaterThan(3);
  expect(admitted).toBeLessThan(200);
  expect(gate.state()).toMatchObject({ inside: 0, waiting: 0 });
});
