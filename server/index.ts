import { createServer, type Server } from "node:http";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { ServerBuild } from "@remix-run/node";
import { closeDb, setDatabasePatience } from "#app/infra/db.server.ts";
import { env } from "#app/infra/env.server.ts";
import { watchDatabase } from "#app/infra/health/database-presence.server.ts";
import { closeReadiness } from "#app/infra/health/readiness.server.ts";
import { closeReserved } from "#app/infra/health/reserved-connection.server.ts";
import { logger } from "#app/infra/logger.server.ts";
import { receiveListener, tellSupervisor } from "#app/infra/memory/supervised.server.ts";
import { closeQueue } from "#app/infra/queue.server.ts";
import { provideSingleton } from "#app/lib/singleton.ts";
import { createApp } from "#server/http/app.ts";
import { prepareDrain } from "#server/http/drain.ts";
import { watchArrivals } from "#server/http/overload/arrivals.ts";
import { startDraining } from "#server/http/health.ts";
import { whenAskedToEnd } from "#app/infra/ending.server.ts";
import { readAssets } from "#server/http/sheets.ts";
import { attachSockets } from "#server/sockets/index.ts";

export type Web = {
  server: Server;
  port: number;
  /**
   * Drains; `grace` are the milliseconds in which it still takes whoever comes, so that balancers can look away first. One that
   * is followed by another process on the same socket is no reason to look away, and leaves new connections to that one.
   */
  close: (options?: { grace?: number; isFollowed?: boolean }) => Promise<void>;
};

type WebSettings = {
  port?: number;
  host?: string;
  /** A socket that listens already, instead of port and host. */
  listener?: object | null;
};

/**
 * Starts the web server of a built project on `port` (0 = any free one): pages and sockets. `close` drains: readiness goes
 * off first, answers tell their connections to end, sockets are told to reconnect one by one, running requests finish.
 */
export async function startWeb({ port = env().PORT, host = env().HOST, listener }: WebSettings = {}): Promise<Web> {
  provideSingleton("assets", readAssets());
  const file = pathToFileURL(path.resolve("build/server/index.js")).href;
  const build = (await import(/* @vite-ignore */ file)) as ServerBuild;
  setDatabasePatience({ connection: 3000, statement: 20_000 });
  const stopWatching = watchDatabase();
  const server = createServer(createApp({ build }));
  const drain = prepareDrain(server);
  watchArrivals(server);
  // Above the usual idle time of proxies, so that a proxy never sends into a connection that is being closed here.
  server.keepAliveTimeout = 75_000;
  const sockets = await attachSockets(server);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    if (listener) server.listen(listener, resolve);
    else server.listen(port, host, resolve);
  });
  const address = server.address();
  const boundPort = typeof address === "object" && address ? address.port : port;
  const close = async ({ grace = 0, isFollowed = false } = {}) => {
    if (isFollowed) drain.stopListening();
    else startDraining();
    drain.tellToClose();
    await Promise.all([sockets.close(), drain.whileSomebodyIsThere(grace)]);
    await drain.finish(longestFinish);
    stopWatching();
    closeReserved();
    closeReadiness();
  };
  return { server, port: boundPort, close };
}

/** The web process: starts, and drains when asked to end. */
export async function main(): Promise<void> {
  const web = await startWeb({ listener: await receiveListener() });
  logger().info({ port: web.port }, "the web server listens");
  tellSupervisor({ is: "ready" }, web.server);
  whenAskedToEnd(async (why, code, isFollowed) => {
    logger().info({ why }, "the web server drains");
    setTimeout(() => process.exit(1), longestDrain).unref();
    // The embedded default has nobody in front who would have to notice.
    await web.close({ grace: isFollowed ? followedGrace : env().EMBEDDED ? 1000 : 4000, isFollowed });
    await closeQueue();
    await closeDb();
    process.exit(code);
  });
}

/**
 * Milliseconds in which connections may still ask, and learn with the answer that they end, while another process works
 * already: nobody waits for the end of this one, and a connection closed as its next request comes resets that request.
 */
const followedGrace = 8000;
/** Milliseconds that running requests get once nobody new is taken. */
const longestFinish = 9000;
const longestDrain = 20_000;
