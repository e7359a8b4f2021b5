import type { Socket as NetSocket } from "node:net";
import type { Socket } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeQueue } from "#app/infra/queue.server.ts";
import { installedVersion } from "#app/infra/written-for.server.ts";
import { engineVersions } from "#server/sockets/engine-internals.ts";
import { ask, collect, ended, open, rest, startNode, type Node } from "#server/sockets/harness.fixture.ts";
import { pretendUnknown } from "#test/helpers/library-versions.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();

test.each(Object.entries(engineVersions))("%s is the version that its private parts were read in", (name, version) => {
  expect(installedVersion(name)).toBe(version);
});

type Hint = { topic: number; lastReply: number };
const upTo = (count: number) => Array.from({ length: count }, (_, at) => at);

describe.each([
  ["a known version", true],
  ["an unknown version, the plain way", false],
])("with %s", (_, isKnown) => {
  let node: Node;
  let know = () => {};
  beforeAll(async () => {
    if (!isKnown) know = pretendUnknown(engineVersions);
    node = await startNode();
  });
  afterAll(async () => {
    await node.stop();
    know();
    await closeQueue();
  });
  const tell = (lastReply: number) =>
    node.sockets.io.local.to("topic:1").emit("topic.changed", { topic: 1, lastReply });
  const serverOf = (socket: Socket) => node.sockets.io.sockets.sockets.get(socket.id!)!;

  test("the library's own way is replaced only where it is known", async () => {
    const socket = await open(node);
    expect(Object.hasOwn(serverOf(socket).client, "writeToEngine")).toBe(isKnown);
    socket.close();
  });

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
    const server = serverOf(socket);
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
    serverOf(socket).conn.close();
    tell(1);
    expect(await end).toBe("transport close");
  });

  test("a line that is stuck is broken when the process ends", async () => {
    const own = await startNode();
    const stuck = await open(own);
    (stuck.io.engine.transport as unknown as { ws: { _socket: NetSocket } }).ws._socket.pause();
    await own.sockets.close({ spread: 0 });
    const begun = performance.now();
    await new Promise((resolve) => own.server.close(resolve));
    expect(performance.now() - begun).toBeLessThan(3000);
    stuck.close();
  });
});
