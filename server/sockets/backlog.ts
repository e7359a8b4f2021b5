import type { RealtimeSocket } from "#app/infra/realtime.server.ts";

/** Packets that may wait for a slow connection; socket.io itself sets no limit. */
const MOST_PACKETS = 256;

/**
 * Stops live events to a connection that does not keep up: it leaves its live rooms and is told once to ask again. Once
 * it has read that far, the browser joins anew and gets what it missed from the database.
 */
export function watchBacklog(socket: RealtimeSocket, most = MOST_PACKETS): void {
  const { conn } = socket;
  // Typed as private, but the only measure there is: packets that the transport has not taken yet.
  const waiting = () => (conn as unknown as { writeBuffer: unknown[] }).writeBuffer.length;
  const state = { behind: false };
  conn.on("packetCreate", () => {
    // Two more follow: this packet and the call to ask again.
    if (state.behind || waiting() < most - 2) return;
    state.behind = true;
    for (const room of socket.rooms) if (isLive(room)) void socket.leave(room);
    socket.emit("room.resync");
  });
  conn.on("drain", () => {
    if (waiting() === 0) state.behind = false;
  });
}

function isLive(room: string): boolean {
  return room.startsWith("room:") || room.startsWith("topic:");
}
