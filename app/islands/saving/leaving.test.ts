import { expect, test, vi } from "vitest";
import { useDevice } from "./device.fixture.ts";
import { openLeaving } from "./leaving.ts";

const { pass } = useDevice();

function open(mustWait: () => boolean) {
  const calls: string[] = [];
  const note = (name: string) => () => void calls.push(name);
  return { calls, ...openLeaving({ mustWait, ask: note("ask"), departs: note("departs"), stays: note("stays") }) };
}

test("a page that never left is not told that it stays", async () => {
  const page = open(() => false);
  page.stay();
  expect([page.calls, vi.getTimerCount()]).toEqual([[], 0]);
  page.mayLeave(() => {});
  await pass(15_000);
  page.stay();
  expect(page.calls).toEqual(["departs", "stays"]);
});

test("a form that waited departs before it is sent, so that it does not wait again, and is sent once", () => {
  const page = open(() => true);
  const again = vi.fn<() => void>(() => expect(page.mayLeave(again)).toBe(true));
  expect(page.mayLeave(again)).toBe(false);
  expect([page.calls, page.isWaiting()]).toEqual([["ask"], true]);
  page.leave();
  page.leave();
  expect([again.mock.calls.length, page.isWaiting(), page.isLeaving()]).toEqual([1, false, true]);
  page.stay();
  page.leave();
  expect(again).toHaveBeenCalledOnce();
});

test("a form that is called off stays", () => {
  const page = open(() => true);
  page.mayLeave(() => expect.fail());
  page.cancel();
  page.leave();
  expect([page.isWaiting(), page.isLeaving()]).toEqual([false, false]);
});
