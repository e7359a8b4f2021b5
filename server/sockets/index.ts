import type { Server as HttpServer } from "node:http";
import { closeRealtime, createRealtime, type Realtime } from "#app/infra/realtime.server.ts";
import { admit, admitRequest } from "#server/sockets/admission.ts";
import { watchAttendance } from "#server/sockets/attendance.ts";
import { watchBacklog } from "#server/sockets/backlog.ts";
import { breakLine, shortenFanOut } from "#server/sockets/engine-internals.ts";
import { createPresence } from "#server/sockets/presence.ts";
import { serveRooms } from "#server/sockets/room.ts";
import { enter, watchSession, watchSanctions } from "#server/sockets/session.ts";
import { serveTopics } from "#server/sockets/topic.ts";

export type Sockets = {
  io: Realtime;
  /** Takes nobody new and ends the connections one by one over `spread` milliseconds: their browsers connect elsewhere. */
  close(options?: { spread?: number }): Promise<void>;
};

/** Serves socket.io on `httpServer` at /socket.io, joined with the other processes. */
export function attachSockets(httpServer: HttpServer): Sockets {
  const state = { closing: false };
  const io = createRealtime(httpServer, {
    path: "/socket.io",
    serveClient: false,
    // A third of the bytes of polling first; polling stays for networks that break WebSockets.
    transports: ["websocket", "polling"],
    maxHttpBufferSize: 16 * 1024,
    allowRequest: (request, answer) =>
      void admitRequest(request, state.closing).then((refusal) => answer(refusal, refusal === null)),
  });
  const presence = createPresence(io);
  const attendance = watchAttendance(io);
  const stopWatching = watchSanctions(io);
  io.use(enter);
  io.use(admit);
  io.on("connection", (socket) => {
    watchSession(socket);
    watchBacklog(socket);
    shortenFanOut(socket);
    serveRooms(socket, presence);
    serveTopics(socket);
  });
  return {
    io,
    async close({ spread = 3000 } = {}) {
      state.closing = true;
      stopWatching();
      await endOneByOne(io, spread);
      presence.close();
      attendance.close();
      await closeRealtime(io);
    },
  };
}

/** Ends transports, not sessions: a browser whose transport ended reconnects by itself, after a pause of its own. */
async function endOneByOne(io: Realtime, spread: number): Promise<void> {
  const sockets = [...io.sockets.sockets.values()];
  await Promise.all(
    sockets.map(
      (socket, index) =>
        new Promise<void>((resolve) => {
          const end = () => {
            socket.conn.close();
            // A line that is stuck does not take part in the farewell and would hold the process for half a minute.
            setTimeout(() => breakLine(socket), 1000).unref();
            resolve();
          };
          setTimeout(end, (spread * index) / sockets.length);
        }),
    ),
  );
}
