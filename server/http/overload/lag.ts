import { monitorEventLoopDelay } from "node:perf_hooks";
import { singleton } from "#app/lib/singleton.ts";

const WINDOW_MILLISECONDS = 500;

/**
 * How late this process is with what it has to do, in milliseconds: the mean delay of its event loop over the last half
 * second, or longer ago when it has not come round to measuring since.
 */
export function eventLoopLag(): number {
  return singleton("event-loop-lag", watchLag)();
}

function watchLag(): () => number {
  const delays = monitorEventLoopDelay({ resolution: 20 });
  delays.enable();
  let last = 0;
  let looked = performance.now();
  setInterval(() => {
    last = Number.isFinite(delays.mean) ? delays.mean / 1e6 : 0;
    delays.reset();
    looked = performance.now();
  }, WINDOW_MILLISECONDS).unref();
  return () => Math.max(last, performance.now() - looked - 2 * WINDOW_MILLISECONDS);
}
