import { expect, test } from "vitest";
import { heapLimits } from "./heap-limits.ts";

const gigabyte = 2 ** 30;

test.each([
  [0.5, 128],
  [1, 128],
  [2, 256],
  [3, 384],
  [24, 512],
])("on a machine of %d GB %d MB may live in each heap", (gigabytes, expected) => {
  expect(heapLimits({}, gigabytes * gigabyte)).toEqual({ web: expected, worker: expected });
});

test("what the environment says wins", () => {
  expect(heapLimits({ WORKER_HEAP: 900 }, gigabyte)).toEqual({ web: 128, worker: 900 });
});

test("this machine has memory", () => {
  expect(heapLimits({}).web).toBeGreaterThanOrEqual(128);
});
