import { findActorByCookie } from "#app/http/actor.server.ts";
import { logger } from "#app/infra/logger.server.ts";
import { expectedFailure } from "#app/infra/passing-failure.server.ts";
import { type Realtime, type RealtimeSocket, sessionRoom, userRoom } from "#app/infra/realtime.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { mapSanctioned } from "#app/modules/accounts/sessions.server.ts";

/** Who sits at the other end. `actor` is as of the last check; null is a guest. */
export type Seat = { actor: Actor | null; sessionId: string | null };

const CHECK_MILLISECONDS = 5 * 60_000;

/** The seat of a socket that has come through `enter`. */
export function seatOf(socket: RealtimeSocket): Seat {
  return socket.data as Seat;
}

/** Middleware: reads the session cookie of the handshake. Guests come in too; what needs a person refuses them. */
export async function enter(socket: RealtimeSocket, next: (error?: Error) => void): Promise<void> {
  try {
    const found = await findActorByCookie(socket.handshake.headers.cookie);
    Object.assign(socket.data, { actor: found?.actor ?? null, sessionId: found?.sessionId ?? null } satisfies Seat);
    if (found) await socket.join([userRoom(found.actor.id), sessionRoom(found.sessionId)]);
    next();
  } catch (error) {
    const failure = expectedFailure(error);
    if (!failure) logger().error({ err: error }, "a socket could not be admitted");
    const code = failure?.code ?? "error.unexpected";
    next(Object.assign(new Error(code), { data: { code, values: failure?.details.values } }));
  }
}

const SANCTION_MILLISECONDS = 2000;

/**
 * Ends the connections of people who were suspended, and takes the word from those who were silenced until their silence
 * ends, two seconds later at most, on this process as on every other: one statement asks for all who sit here. Returns
 * what ends it.
 */
export function watchSanctions(io: Realtime, every = SANCTION_MILLISECONDS): () => void {
  const check = async () => {
    const seated = [...io.sockets.sockets.values()].filter((socket) => seatOf(socket).actor?.suspended === false);
    if (seated.length === 0) return;
    const ids = new Set(seated.flatMap((socket) => seatOf(socket).actor?.id ?? []));
    const sanctioned = await mapSanctioned([...ids]);
    for (const socket of seated) {
      const seat = seatOf(socket);
      if (!seat.actor) continue;
      const { suspended, silenced } = sanctioned.get(seat.actor.id) ?? { suspended: false, silenced: null };
      if (suspended) sendAway(socket);
      else seat.actor = { ...seat.actor, silenced };
    }
  };
  let running = false;
  const timer = setInterval(() => {
    if (running) return;
    running = true;
    check()
      .catch((error: unknown) => logger().warn({ err: error }, "nobody could be asked who is suspended or silenced"))
      .finally(() => (running = false));
  }, every);
  return () => clearInterval(timer);
}

function sendAway(socket: RealtimeSocket): void {
  socket.emit("account.signed_out");
  socket.disconnect(true);
}

/**
 * Looks again every five minutes whether the session still stands, and what has become of the person. Signing out and
 * revoking end the connection at once (app/infra/realtime); this is for what escaped that, such as a session that expired.
 */
export function watchSession(socket: RealtimeSocket, every = CHECK_MILLISECONDS): void {
  if (!seatOf(socket).actor) return;
  const check = async () => {
    try {
      const found = await findActorByCookie(socket.handshake.headers.cookie);
      if (found) return void (seatOf(socket).actor = found.actor);
      sendAway(socket);
    } catch (error) {
      logger().warn({ err: error }, "a session could not be checked; it will be in five minutes");
    }
  };
  // A fifth of chance, so that a room that came at once is not checked at once.
  const timer = setInterval(check, every * (0.9 + Math.random() * 0.2));
  socket.once("disconnect", () => clearInterval(timer));
}
