import { connect } from "node:net";
import { afterAll, afterEach, beforeAll, describe, it } from "vitest";
import { WebSocket } from "ws";
import { useDatabase } from "#test/setup/database.ts";
import { type Node, open, startNode } from "#server/sockets/harness.fixture.ts";

useDatabase();
let node: Node;
const crashes: unknown[] = [];
const noteCrash = (error: unknown) => void crashes.push(error);

beforeAll(async () => {
  node = await startNode();
  process.on("uncaughtExceptionMonitor", noteCrash);
  process.on("unhandledRejection", noteCrash);
});
afterEach(async () => {
  if (crashes.length > 0) throw new AggregateError(crashes, "Without vitest around it, the process would be gone.");
  // The process takes the next browser.
  (await open(node)).close();
});
afterAll(async () => {
  process.off("uncaughtExceptionMonitor", noteCrash);
  process.off("unhandledRejection", noteCrash);
  await node.stop();
});

/** A WebSocket that speaks the protocol up to having joined, and whatever comes then. */
async function joinRaw(): Promise<WebSocket> {
  const address = `${node.url.replace("http", "ws")}/socket.io/?EIO=4&transport=websocket`;
  const line = new WebSocket(address, { headers: { Origin: node.url } });
  line.on("error", () => undefined);
  const joined = new Promise<void>((resolve, reject) => {
    line.on("close", () => reject(new Error("closed")));
    line.on("message", (data) => {
      const text = String(data);
      if (text.startsWith("0")) line.send("40");
      if (text.startsWith("40")) resolve();
    });
  });
  await joined;
  return line;
}

describe("a packet that is none", () => {
  it.each([
    ["of an unknown type", "49"],
    ["with broken JSON", '42["room.say",{"webinar"'],
    ["with an event that is no name", "42[{}]"],
    ["with a reserved name", '42["error","x"]'],
    ["that connects once more", '40{"a":'],
    [
      "with attachments that never come",
      '452-["room.say",{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}]',
    ],
    ["with attachments beyond all counting", '4599999999-["x"]'],
    ["with deep nesting", `42["room.say",${"[".repeat(7000)}${"]".repeat(7000)}]`],
    ["with marks without end", `420["room.say",{"webinar":1,"body":"a${"\u0301\u0323".repeat(3500)}","clientId":"x"}]`],
    ["of the protocol below", "9"],
    ["larger than is taken", "4".repeat(20_000)],
    ["in bytes that nobody has announced", Buffer.from([1, 2, 3])],
  ])("%s ends that connection or nothing", async (_, packet) => {
    const line = await joinRaw();
    line.send(packet);
    await new Promise((resolve) => setTimeout(resolve, 100));
    line.terminate();
  });
});

describe("a handshake that drops", () => {
  it.each(["/socket.io/?EIO=4&transport=websocket", "/elsewhere", "/socket.io/?EIO=9&transport=nothing"])(
    "at %s harms nobody",
    async (path) => {
      const { hostname, port, host } = new URL(node.url);
      for (let round = 0; round < 5; round++) {
        const socket = connect({ host: hostname, port: Number(port) });
        socket.on("error", () => undefined);
        const lines = [`GET ${path} HTTP/1.1`, `Host: ${host}`, "Connection: Upgrade", "Upgrade: websocket"];
        const key = ["Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="];
        socket.write(`${[...lines, ...key].join("\r\n")}\r\n\r\n`);
        await new Promise((resolve) => setTimeout(resolve, round * 10));
        socket.resetAndDestroy();
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    },
  );
});
