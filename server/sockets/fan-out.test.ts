import { afterAll, beforeAll, expect, test } from "vitest";
import { closeQueue } from "#app/infra/queue.server.ts";
import { ask, collect, ended, open, rest, startNode, type Node } from "#server/sockets/harness.fixture.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
let node: Node;
beforeAll(async () => void (node = await startNode()));
afterAll(async () => {
  await node.stop();
  await closeQueue();
});

type Hint = { topic: number; lastReply: number };
const tell = (lastReply: number) => node.sockets.io.local.to("topic:1").emit("topic.changed", { topic: 1, lastReply });
const upTo = (count: number) => Array.from({ length: count }, (_, at) => at);

test.each(["websocket", "polling"])("hundreds of broadcasts come complete and in order (%s)", async (transport) => {
  const socket = await open(node, { transports: [transport] });
  await ask(socket, "topic.watch", { topic: 1 });
  const got = collect<Hint>(socket, "topic.changed");
  for (const number of upTo(400)) {
    tell(number);
    if (number % 50 === 0) await rest(1);
  }
  await expect.poll(() => got.map(({ lastReply }) => lastReply)).toEqual(upTo(400));
  socket.close();
});

test("broadcasts and answers to one connection keep their order", async () => {
  const socket = await open(node);
  await ask(socket, "topic.watch", { topic: 1 });
  const order: string[] = [];
  socket.on("topic.changed", ({ lastReply }: Hint) => order.push(`told ${lastReply}`));
  const server = node.sockets.io.sockets.sockets.get(socket.id!)!;
  socket.on("room.resync", () => order.push("own"));
  for (const number of [1, 2, 3]) {
    tell(number);
    server.emit("room.resync");
  }
  await expect.poll(() => order).toEqual(["told 1", "own", "told 2", "own", "told 3", "own"]);
  socket.close();
});

test("nothing is written to a connection that is being ended", async () => {
  const socket = await open(node);
  await ask(socket, "topic.watch", { topic: 1 });
  const end = ended(socket);
  node.sockets.io.sockets.sockets.get(socket.id!)!.conn.close();
  tell(1);
  expect(await end).toBe("transport close");
});
