import { createServer } from "node:http";
import { attachSockets } from "#server/sockets/index.ts";

// A web process's sockets alone, on the port of PORT, for a test that kills it.
const server = createServer((_, response) => response.end());
attachSockets(server);
server.listen(Number(process.env.PORT), "127.0.0.1", () => process.stdout.write("listening\n"));
