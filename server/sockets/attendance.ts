import { logger } from "#app/infra/logger.server.ts";
import type { Realtime } from "#app/infra/realtime.server.ts";
import { noteSeen } from "#app/modules/webinars/record-attendance.server.ts";
import { seatOf } from "#server/sockets/session.ts";

const everyMinute = 60_000;

/** Notes every minute who is in which room, for the sockets of this process; the database adds up what all of them see. */
export function watchAttendance(io: Realtime, pace = everyMinute): { look(): Promise<void>; close(): void } {
  async function look(): Promise<void> {
    const rooms = new Map<number, Set<string>>();
    for (const socket of io.sockets.sockets.values()) {
      const { actor } = seatOf(socket);
      if (!actor) continue;
      for (const room of socket.rooms) {
        const number = Number(/^room:(\d+)$/.exec(room)?.[1] ?? NaN);
        if (Number.isNaN(number)) continue;
        rooms.set(number, (rooms.get(number) ?? new Set()).add(actor.id));
      }
    }
    for (const [number, people] of rooms) await noteSeen(number, [...people]);
  }
  const timer = setInterval(() => {
    look().catch((error: unknown) => logger().warn({ err: error }, "attendance was not noted this minute"));
  }, pace);
  return { look, close: () => clearInterval(timer) };
}
