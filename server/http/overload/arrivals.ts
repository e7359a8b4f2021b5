import type { Server } from "node:http";
import { setImmediate as nextTurn } from "node:timers/promises";
import { singleton } from "#app/lib/singleton.ts";

const arrivals = () => singleton("arrivals", () => ({ count: 0 }));

/** Turns of the event loop that one request waits at most for others to come in. */
const mostTurns = 500;

/** Turns without anybody new: in the first ones the last who came says what is wanted. */
const quietTurns = 3;

/** Counts who connects to this server. */
export function watchArrivals(server: Server): void {
  server.on("connection", () => (arrivals().count += 1));
}

/**
 * Resolves once nobody stands before the door. The event loop of Node takes in one connection a turn; with a page made in each
 * turn, two hundred people, and the balancer behind them, would wait for two hundred pages. A turn without a page takes no time.
 */
export async function untilAllHaveComeIn(): Promise<void> {
  const state = arrivals();
  let quiet = 0;
  let known = state.count;
  for (let turn = 0; turn < mostTurns && quiet < quietTurns; turn++) {
    await nextTurn();
    quiet = state.count === known ? quiet + 1 : 0;
    known = state.count;
  }
}
