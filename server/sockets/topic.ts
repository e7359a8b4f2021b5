import { AppError } from "#app/infra/app-error.ts";
import type { RealtimeSocket } from "#app/infra/realtime.server.ts";
import { on } from "#server/sockets/on.ts";

const MOST_TOPICS = 50;

/**
 * Watching topics. What comes is a hint with two numbers, so nobody is asked for rights here: the page that follows the
 * hint loads with its reader's.
 */
export function serveTopics(socket: RealtimeSocket): void {
  on(socket, "topic.watch", async ({ topic }) => {
    const watched = [...socket.rooms].filter((room) => room.startsWith("topic:"));
    if (watched.length >= MOST_TOPICS) throw new AppError("error.too_many", 429);
    await socket.join(`topic:${topic}`);
  });
  on(socket, "topic.leave", async ({ topic }) => void (await socket.leave(`topic:${topic}`)));
}
