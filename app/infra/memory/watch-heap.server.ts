import { constants, type PerformanceEntry, PerformanceObserver } from "node:perf_hooks";
import { getHeapSpaceStatistics, getHeapStatistics } from "node:v8";

/** V8 gives up for good when four fifths of its limit stay full; from here on there is time for an end in order. */
const nearShare = 0.75;

/** What V8 adds to the limit for what is young: three times 16 MB. */
const young = 48 * 2 ** 20;

export type Heap = {
  /** Megabytes that outlived a full collection, and megabytes that may. */
  lives: number;
  limit: number;
};

/**
 * Calls `near` once, when two full collections in a row have left more than three quarters of what may live
 * (`--max-old-space-size`). Only a collection tells what lives: before it most of a full heap may be garbage.
 */
export function watchHeap(near: (heap: Heap) => void): void {
  let times = 0;
  const observer = new PerformanceObserver((list) => {
    if (!list.getEntries().some(isFullCollection)) return;
    const heap = readHeap();
    times = heap.lives > nearShare * heap.limit ? times + 1 : 0;
    if (times < 2) return;
    observer.disconnect();
    near(heap);
  });
  observer.observe({ entryTypes: ["gc"] });
}

function isFullCollection(entry: PerformanceEntry & { detail?: { kind?: number } }): boolean {
  return entry.detail?.kind === constants.NODE_PERFORMANCE_GC_MAJOR;
}

function readHeap(): Heap {
  const old = getHeapSpaceStatistics().filter(({ space_name }) => !space_name.startsWith("new_"));
  const lives = old.reduce((sum, { space_used_size }) => sum + space_used_size, 0);
  const megabytes = (bytes: number) => Math.round(bytes / 2 ** 20);
  return { lives: megabytes(lives), limit: megabytes(getHeapStatistics().heap_size_limit - young) };
}
