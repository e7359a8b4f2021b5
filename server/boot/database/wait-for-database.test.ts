import { connect, createServer, type Server } from "node:net";
import { afterAll, expect, inject, test } from "vitest";
import { freePort } from "#server/boot/system/processes.ts";
import { waitForDatabase } from "./wait-for-database.ts";

const servers: Server[] = [];
afterAll(() => servers.forEach((server) => server.close()));

test("a database that comes later is waited for, and that is said once", async () => {
  const there = new URL(inject("clusterUrl"));
  const port = await freePort();
  const url = new URL(there);
  url.port = String(port);
  const said: string[] = [];
  const waiting = waitForDatabase(url.href, (line) => said.push(line), new AbortController().signal);
  await expect.poll(() => said.length).toBe(1);
  const proxy = createServer((socket) => {
    const database = connect(Number(there.port), "127.0.0.1");
    socket.pipe(database).pipe(socket);
    for (const end of [socket, database]) end.on("error", () => {});
  });
  servers.push(proxy.listen(port, "127.0.0.1"));
  await waiting;
  expect(said).toEqual([
    `Waiting for the database at 127.0.0.1:${port} (ECONNREFUSED); trying again every 2 s.`,
    "The database answers.",
  ]);
});

test("what waiting cannot help ends the start with the reason", async () => {
  const signal = new AbortController().signal;
  const url = new URL(inject("clusterUrl"));
  url.pathname = "/nowhere";
  await expect(waitForDatabase(url.href, () => {}, signal)).rejects.toThrow('database "nowhere" does not exist');
  url.password = "wrong";
  await expect(waitForDatabase(url.href, () => {}, signal)).rejects.toThrow("password authentication failed");
});
