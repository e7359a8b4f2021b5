import type { Server as HttpServer } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { createAdapter as createPostgresAdapter } from "@socket.io/postgres-adapter";
import { createAdapter as createRedisAdapter } from "@socket.io/redis-streams-adapter";
import { Redis } from "ioredis";
import { Server, type ServerOptions } from "socket.io";
import { env } from "#app/infra/env.server.ts";
import { logger } from "#app/infra/logger.server.ts";
import { openPushDatabase } from "#app/infra/push-database.server.ts";
import { findSingleton, forgetSingleton, provideSingleton, singleton } from "#app/lib/singleton.ts";
import type { ClientMessageName, ServerMessages } from "#app/sockets.ts";

type NodeMessages = {
  /** What the web processes tell each other about the people in their rooms; see server/sockets/presence.ts. */
  presence: (news: unknown) => void;
  /** What is in memory under this name is out of date. */
  forget: (name: string) => void;
};

type ClientMessages = { [N in ClientMessageName]: (message: unknown, answer: unknown) => void };

export type Realtime = Server<ClientMessages, ServerMessages, NodeMessages>;
export type RealtimeSocket = Parameters<Parameters<Realtime["use"]>[0]>[0];

/**
 * Joins this process to the push between processes and makes `publish` work in it. With an HTTP server it serves
 * browsers (server/sockets does that); without one, in the worker, it only sends.
 */
export function createRealtime(httpServer?: HttpServer, options: Partial<ServerOptions> = {}): Realtime {
  const wire = env().REDIS_URL ? redisWire() : postgresWire();
  const io: Realtime = new Server(httpServer, { ...options, adapter: wire.adapter });
  wire.onGap(() => io.local.emit("room.resync"));
  closers().set(io, async () => {
    // Server.close() would also close the HTTP server, which belongs to whoever made it.
    io.local.disconnectSockets(true);
    await Promise.allSettled([io.sockets.adapter.close()]);
    io.engine?.close();
    await wire.close();
  });
  io.on("forget", forgetSingleton);
  provideSingleton("realtime", io);
  return io;
}

/** Leaves the push between processes; without an argument, what `publish` uses. */
export async function closeRealtime(io = findSingleton<Realtime>("realtime")): Promise<void> {
  if (!io) return;
  if (findSingleton("realtime") === io) forgetSingleton("realtime");
  await closers().get(io)?.();
  closers().delete(io);
}

const closers = () => singleton("realtime-closers", () => new WeakMap<Realtime, () => Promise<void>>());

/**
 * Sends a message to everybody in a room, on every process. A hint, not a promise: it never throws, and who misses it
 * learns the same from the next load. Call it after the commit of what it speaks about.
 */
export function publish<E extends keyof ServerMessages>(
  room: string,
  event: E,
  ...args: Parameters<ServerMessages[E]>
): void {
  try {
    findSingleton<Realtime>("realtime")
      ?.to(room)
      .emit(event, ...args);
  } catch (error) {
    logger().warn({ err: error, event }, "a push was not sent");
  }
}

/**
 * Forgets what is in memory under a name, here at once and soon in every other process. A hint like `publish`: what is kept in
 * memory also ends by itself.
 */
export function forgetEverywhere(name: string): void {
  forgetSingleton(name);
  try {
    findSingleton<Realtime>("realtime")?.serverSideEmit("forget", name);
  } catch (error) {
    logger().warn({ err: error, name }, "the other processes were not told to forget");
  }
}

/** Ends every connection of these sessions, on every process, telling them that they are signed out. */
export async function disconnectSessions(sessionIds: string[]): Promise<void> {
  await disconnectRooms(sessionIds.map(sessionRoom));
}

/** Ends every connection of a person, on every process, telling them that they are signed out. */
export async function disconnectUser(userId: string): Promise<void> {
  await disconnectRooms([userRoom(userId)]);
}

/** Ends every connection of a person, on every process, without a word: their pages come back at once, as who they are by now. */
export function renewConnections(userId: string): void {
  findSingleton<Realtime>("realtime")?.in(userRoom(userId)).disconnectSockets(true);
}

/** The room that all connections of a person are in. */
export function userRoom(userId: string): string {
  return `user:${userId}`;
}

/** The room that all connections of a session are in. */
export function sessionRoom(sessionId: string): string {
  return `session:${sessionId}`;
}

async function disconnectRooms(rooms: string[]): Promise<void> {
  const io = findSingleton<Realtime>("realtime");
  if (!io || rooms.length === 0) return;
  try {
    io.to(rooms).emit("account.signed_out");
    // The farewell travels over another database connection than the end: let it go first.
    await pause(50);
    io.in(rooms).disconnectSockets(true);
  } catch (error) {
    logger().warn({ err: error }, "connections were not ended; the five-minute check will end them");
  }
}

type Wire = { adapter: ServerOptions["adapter"]; onGap(tell: () => void): void; close(): Promise<void> };

/** LISTEN/NOTIFY. Payloads near PostgreSQL's limit of 8,000 bytes travel through the table socket_io_attachments. */
function postgresWire(): Wire {
  const gap = { tell: () => {} };
  const { pool, close } = openPushDatabase(() => gap.tell());
  const adapter = createPostgresAdapter(pool, {
    payloadThreshold: 7500,
    heartbeatInterval: 15_000,
    heartbeatTimeout: 60_000,
    cleanupInterval: 60_000,
    errorHandler: (error) => logger().warn({ err: error }, "a push did not reach the other processes"),
  });
  return { adapter: adapter as Wire["adapter"], onGap: (tell) => void (gap.tell = tell), close };
}

/** Redis streams. Installations that share a Redis are kept apart by the name of their database. */
function redisWire(): Wire {
  const redis = new Redis(env().REDIS_URL!, { maxRetriesPerRequest: null });
  redis.on("error", (error) => logger().warn({ err: error }, "the push's Redis connection broke"));
  const name = `crossroads-push-${new URL(env().DATABASE_URL).pathname.slice(1)}`;
  const options = { streamName: name, channelPrefix: name, maxLen: 10_000, onlyPlaintext: true };
  return {
    adapter: createRedisAdapter(redis, options) as Wire["adapter"],
    // A reader that was away reads the stream on from where it was.
    onGap: () => {},
    close: async () => void (await redis.quit()),
  };
}
