import { expect, test } from "vitest";
import { heapLimits } from "./heap-limits.ts";

const gigabyte = 2 ** 30;

test.each([
  [0.5, 128, 256],
  [1, 128, 256],
  [2, 256, 256],
  [3, 384, 384],
  [24, 512, 512],
])("on a machine of %d GB %d MB may live in the web's heap, %d in the worker's", (gigabytes, web, worker) => {
  expect(heapLimits({}, gigabytes * gigabyte)).toEqual({ web, worker });
});

test("what the environment says wins", () => {
  expect(heapLimits({ WORKER_HEAP: 900 }, gigabyte)).toEqual({ web: 128, worker: 900 });
});

test("this machine has memory", () => {
  expect(heapLimits({}).web).toBeGreaterThanOrEqual(128);
});
