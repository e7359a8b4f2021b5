import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { Server as NetServer, type Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

/** Milliseconds in which whoever has just connected says what is wanted. */
const firstWords = 500;

export type Drain = {
  /** From now on every answer ends its connection, also those whose work has begun already. */
  tellToClose(): void;
  /** Leaves whoever connects from now on to the process that listens on the same socket; those who are connected stay. */
  stopListening(): void;
  /** Waits so many milliseconds, less when nobody is connected any more. */
  whileSomebodyIsThere(milliseconds: number): Promise<void>;
  /** Takes nobody new and resolves when all requests are answered, or after so many milliseconds breaks what is left. */
  finish(milliseconds: number): Promise<void>;
};

/**
 * How a server ends without cutting anybody off. A connection that is closed while its next request is on its way resets that
 * request; so connections end with an answer that says so, and those that are idle are closed only after a while of grace.
 */
export function prepareDrain(server: Server): Drain {
  const open = new Set<ServerResponse>();
  let isClosing = false;
  // Browsers connect in advance; nothing has been asked there, and Node does not count it as idle.
  const silent = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    silent.add(socket);
    socket.once("close", () => silent.delete(socket));
  });
  const tell = (response: ServerResponse) => {
    if (!response.headersSent) response.setHeader("Connection", "close");
  };
  // Before the application's own listener.
  server.prependListener("request", ({ socket }: IncomingMessage, response: ServerResponse) => {
    silent.delete(socket);
    if (isClosing) tell(response);
    open.add(response);
    response.once("close", () => open.delete(response));
  });
  const countConnections = () =>
    new Promise<number>((resolve) => server.getConnections((error, count) => resolve(error ? 1 : count)));

  let closed: Promise<void> | undefined;
  // That of `http` would close idle connections at once, also one that has just come and not said yet what it wants.
  const stopListening = () =>
    (closed ??= new Promise<void>((resolve) => NetServer.prototype.close.call(server, () => resolve())));

  return {
    stopListening: () => void stopListening(),
    tellToClose() {
      isClosing = true;
      for (const response of open) tell(response);
    },
    async whileSomebodyIsThere(milliseconds) {
      const end = performance.now() + milliseconds;
      while (performance.now() < end && (await countConnections()) > 0) await pause(50);
    },
    async finish(milliseconds) {
      const isClosed = stopListening();
      const idle = setInterval(() => {
        server.closeIdleConnections();
        for (const socket of silent) socket.destroy();
      }, firstWords);
      const rest = setTimeout(() => server.closeAllConnections(), milliseconds);
      await isClosed;
      clearInterval(idle);
      clearTimeout(rest);
      // Its own housekeeping, too.
      server.close();
    },
  };
}
