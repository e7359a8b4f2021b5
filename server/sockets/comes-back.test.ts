import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import { io, type Socket } from "socket.io-client";
import { afterAll, afterEach, expect, test } from "vitest";
import { closeQueue } from "#app/infra/queue.server.ts";
import { comeBack } from "#app/islands/room/come-back.ts";
import { openLink } from "#app/islands/room/link.ts";
import { freePort } from "#server/boot/system/processes.ts";
import { startNode } from "#server/sockets/harness.fixture.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
const children: ChildProcess[] = [];
const sockets: Socket[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.close();
});
afterAll(async () => {
  for (const child of children) child.kill("SIGKILL");
  await closeQueue();
});

/** A browser's link as the page makes it, only that WebSockets always work. */
function come(url: string): Socket {
  const socket = io(url, { ...comeBack, transports: ["websocket"], forceNew: true, extraHeaders: { origin: url } });
  sockets.push(socket);
  return socket;
}

async function startProcess(port: number): Promise<ChildProcess> {
  const child = spawn(process.execPath, ["--import", "tsx", "server/sockets/node.fixture.ts"], {
    env: { ...process.env, PORT: String(port), PUBLIC_URL: `http://127.0.0.1:${port}` },
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  await new Promise<void>((resolve) => child.stdout!.on("data", () => resolve()));
  return child;
}

test("after its node is killed, and starts again or another takes its place, 200 pages are back in 15 s", async () => {
  const port = await freePort();
  const node = await startProcess(port);
  const pages = Array.from({ length: 200 }, () => come(`http://127.0.0.1:${port}`));
  const connected = () => pages.filter((socket) => socket.connected).length;
  await expect.poll(connected, { timeout: 20_000 }).toBe(200);
  node.kill("SIGKILL");
  await expect.poll(connected, { timeout: 5000 }).toBe(0);
  // Long enough for the pages to wait as long as they ever do.
  await pause(6000);
  await startProcess(port);
  await expect.poll(connected, { timeout: 15_000 }).toBe(200);
}, 90_000);

test("a page that the server refused for a moment, such as while the database was away, comes again by itself", async () => {
  const node = await startNode();
  let refusals = 0;
  node.sockets.io.use((_, next) => {
    refusals += 1;
    if (refusals > 1) return next();
    next(
      Object.assign(new Error("error.database_away"), {
        data: { code: "error.database_away", values: { seconds: 1 } },
      }),
    );
  });
  const socket = come(node.url);
  const states: string[] = [];
  const nothing = () => {};
  openLink({
    webinar: 1,
    last: 0,
    handle: "p",
    view: {
      ...{ state: (state: string) => states.push(state), show: nothing, skipped: nothing, presence: nothing },
      ...{ gone: nothing, quiet: nothing, refused: nothing, closed: nothing, signedOut: nothing },
    },
    outbox: { all: () => [], change: nothing },
    wire: { socket, isOnline: () => true, isFrugal: false, read: () => Promise.resolve(null) },
  });
  // A guest is sent away again by the room: that it came is what counts.
  let hasCome = false;
  socket.on("connect", () => (hasCome = true));
  await expect.poll(() => hasCome, { timeout: 10_000 }).toBe(true);
  expect(refusals).toBe(2);
  expect(states).toContain("reconnecting");
  socket.close();
  await node.stop();
});
