import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openDelivery } from "./delivery.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

/** Brings the letters of `work` one by one; an answer names the pause that follows it. */
function deliver(work: string[], answers: (number | null)[]) {
  const log: string[] = [];
  const delivery = openDelivery<string, number>({
    next: () => work[0] ?? null,
    begun: (one) => log.push(`begun ${one}`),
    send: async () => answers.shift() ?? null,
    heard(one, pause) {
      work.shift();
      log.push(`heard ${one}`);
      return pause < 0 ? null : pause;
    },
    unheard: (one) => log.push(`unheard ${one} ${delivery.tries()}`),
  });
  return { delivery, log };
}

test("one thing after the other, each said to leave before it does", async () => {
  const { delivery, log } = deliver(["a", "b"], [0, 0]);
  delivery.go();
  delivery.go();
  expect(log).toEqual(["begun a"]);
  await pass(0);
  await pass(0);
  expect(log).toEqual(["begun a", "heard a", "begun b", "heard b"]);
});

test("what is unheard of is sent again, before what comes after it", async () => {
  const { delivery, log } = deliver(["a", "b"], [null, null, 0, 0]);
  delivery.go();
  await pass(1999);
  expect(log).toEqual(["begun a", "unheard a 1"]);
  await pass(1);
  expect(log.slice(2)).toEqual(["begun a", "unheard a 2"]);
  await pass(4001);
  expect(log.slice(4)).toEqual(["begun a", "heard a", "begun b", "heard b"]);
  expect(delivery.tries()).toBe(0);
});

test("what is to be sent is kept before it leaves", () => {
  const log: string[] = [];
  const send = () => (log.push("send"), Promise.resolve(null));
  openDelivery({ next: () => "a", begun: () => log.push("begun"), send, heard: () => null, unheard() {} }).go();
  expect(log).toEqual(["begun", "send"]);
});

test("what was planned meanwhile waits as long as the next try", async () => {
  const { delivery, log } = deliver(["a"], [null, 0]);
  delivery.go();
  delivery.plan(1000);
  await pass(1999);
  expect(log).toEqual(["begun a", "unheard a 1"]);
  await pass(1);
  expect(log).toHaveLength(4);
});

test("a pause that the server asks for is kept, whoever has more to send; joining again is sooner", async () => {
  const { delivery, log } = deliver(["a", "b"], [5000, 0]);
  delivery.go();
  await pass(0);
  delivery.plan(0);
  await pass(4999);
  expect(log).toEqual(["begun a", "heard a"]);
  delivery.go();
  await pass(0);
  expect(log.slice(2)).toEqual(["begun b", "heard b"]);
});

test("after an answer that leads nowhere it waits to be asked", async () => {
  const { delivery, log } = deliver(["a", "b"], [-1, 0]);
  delivery.go();
  await pass(60_000);
  expect(log).toEqual(["begun a", "heard a"]);
  delivery.plan(100);
  delivery.stop();
  await pass(100);
  expect(log).toHaveLength(2);
});
