import { createServer } from "node:http";
import { WebSocket, WebSocketServer } from "ws";

// The least a chat server can do: what one says goes to all as it is. No sign-in, no numbers, no limits, nothing kept.
const server = createServer();
const sockets = new WebSocketServer({ server, perMessageDeflate: false });

sockets.on("connection", (socket) => {
  socket.on("message", (data: Buffer) => {
    for (const other of sockets.clients) if (other.readyState === WebSocket.OPEN) other.send(data, { binary: false });
  });
});
process.on("disconnect", () => process.exit());
process.on("SIGTERM", () => process.exit());
server.listen(Number(process.env.PORT), "127.0.0.1");
