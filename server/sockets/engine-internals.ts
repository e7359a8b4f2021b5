import type { Socket as NetSocket } from "node:net";
import type { RealtimeSocket } from "#app/infra/realtime.server.ts";
import { isWrittenFor } from "#app/infra/written-for.server.ts";

// All that is used of socket.io without being promised by it. Other versions than these take the plain ways at the end of
// each function: the same deliveries, only slower.
export const engineVersions = {
  "socket.io": "4.8.4",
  "engine.io": "6.6.12",
  "engine.io > ws": "8.21.3",
  "socket.io-adapter": "2.5.8",
  "socket.io-adapter > ws": "8.21.3",
};

/** Bytes that may wait in a connection before its packets are queued, and counted, one by one. */
const mostWaiting = 64 * 1024;

type Options = { wsPreEncodedFrame?: Buffer[]; volatile?: boolean };

type Client = { writeToEngine(packets: unknown[], options?: Options): void };
type Connection = {
  readyState: string;
  writeBuffer: unknown[];
  transport: { name: string; writable: boolean; perMessageDeflate?: unknown; socket?: WebSocket };
};
type WebSocket = { _socket?: NetSocket; terminate(): void };

/**
 * Gives a broadcast's frame, encoded once for the whole room, straight to the network of a connection that keeps up.
 * socket.io's way through five events and two queues per packet and person costs half as much again as the writing itself.
 * Order is kept: this way is taken only while nothing waits in those queues. With an unknown version it does nothing.
 */
export function shortenFanOut({ client, conn }: RealtimeSocket): void {
  if (!isWrittenFor(engineVersions)) return;
  const inside = client as unknown as Client;
  const connection = conn as unknown as Connection;
  const longWay = inside.writeToEngine.bind(inside);
  inside.writeToEngine = (packets, options = {}) => {
    const frame = options.wsPreEncodedFrame;
    const line = frame && openLineOf(connection);
    if (!line) return longWay(packets, options);
    // Head and body in one piece: one plain write for each connection.
    if (frame.length > 1) options.wsPreEncodedFrame = [Buffer.concat(frame)];
    line.write(options.wsPreEncodedFrame![0]!);
  };
}

/** The network connection when it is a WebSocket with nothing queued and little on the way, else null. */
function openLineOf({ readyState, writeBuffer, transport }: Connection): NetSocket | null {
  if (readyState !== "open" || writeBuffer.length > 0) return null;
  if (transport.name !== "websocket" || !transport.writable || transport.perMessageDeflate) return null;
  const line = transport.socket?._socket;
  return line?.writable && line.writableLength < mostWaiting ? line : null;
}

/**
 * Breaks a WebSocket that takes no part in the farewell. With an unknown version one that began as polling is left to the
 * half minute that the library gives it.
 */
export function breakLine({ conn }: RealtimeSocket): void {
  if (isWrittenFor(engineVersions)) return (conn as unknown as Connection).transport.socket?.terminate();
  if (conn.request.headers.upgrade) conn.request.socket.destroy();
}
