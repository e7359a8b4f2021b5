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
  // One listener for two things, because it runs for every packet of every connection.
  conn.on("packetCreate", (packet) => {
    joinFrame(packet as Packet);
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

type Packet = { options?: { wsPreEncodedFrame?: Buffer[] } };

/**
 * A broadcast's frame is encoded once for all connections, as head and body. In one piece, each connection takes one
 * plain write instead of a gathered one: a tenth of the whole work of a full room.
 */
function joinFrame({ options }: Packet): void {
  if (options?.wsPreEncodedFrame?.length === 2) options.wsPreEncodedFrame = [Buffer.concat(options.wsPreEncodedFrame)];
}

function isLive(room: string): boolean {
  return room.startsWith("room:") || room.startsWith("topic:");
}
