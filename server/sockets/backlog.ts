import type { RealtimeSocket } from "#app/infra/realtime.server.ts";

/** Packets that may wait for a slow connection; socket.io itself sets no limit. */
const MOST_PACKETS = 256;

/**
 * Stops live events to a connection that does not keep up: it leaves its live rooms and is told once to ask again. Once
 * it has read that far, the browser joins anew and gets what it missed from the database.
 */
export function watchBacklog(socket: RealtimeSocket, most = MOST_PACKETS): void {
  const { conn } = socket;
  // Packets that the transport has not taken yet: it takes all of them at once.
  const state = { waiting: 0, behind: false };
  conn.on("packetCreate", () => {
    state.waiting += 1;
    // The call to ask again follows this packet.
    if (state.behind || state.waiting < most - 1) return;
    state.behind = true;
    for (const room of socket.rooms) if (isLive(room)) void socket.leave(room);
    socket.emit("room.resync");
  });
  conn.on("flush", () => {
    state.waiting = 0;
  });
  conn.on("drain", () => {
    if (state.waiting === 0) state.behind = false;
  });
}

function isLive(room: string): boolean {
  return room.startsWith("room:") || room.startsWith("topic:");
}
