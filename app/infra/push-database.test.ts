import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { io as connect, type Socket } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { adapterVersions } from "#app/infra/push-database.server.ts";
import { closeRealtime, createRealtime, type Realtime } from "#app/infra/realtime.server.ts";
import { installedVersion } from "#app/infra/written-for.server.ts";
import { pretendUnknown } from "#test/helpers/library-versions.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();

test.each(Object.entries(adapterVersions))("%s is the version whose use of its pool was read", (name, version) => {
  expect(installedVersion(name)).toBe(version);
});

describe.each([
  ["a known version", true],
  ["an unknown version, the plain way", false],
])("with %s", (_, isKnown) => {
  const server = createServer();
  let [web, worker]: Realtime[] = [];
  let browser: Socket;
  let know = () => {};
  const got: number[] = [];
  const tell = (lastReply: number) => worker!.to("topic:1").emit("topic.changed", { topic: 1, lastReply });

  beforeAll(async () => {
    if (!isKnown) know = pretendUnknown(adapterVersions);
    web = createRealtime(server);
    web.on("connection", (socket) => void socket.join("topic:1"));
    worker = createRealtime();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    browser = connect(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, { transports: ["websocket"] });
    browser.on("topic.changed", ({ lastReply }: { lastReply: number }) => got.push(lastReply));
    await new Promise<void>((resolve) => browser.once("connect", resolve));
  });
  afterAll(async () => {
    browser.close();
    await closeRealtime(worker);
    await closeRealtime(web);
    know();
    await new Promise((resolve) => server.close(resolve));
  });

  test("what one process tells reaches the browsers of another, each once", async () => {
    // A process that has not yet begun to listen hears nothing.
    await expect.poll(() => (tell(0), got.length), { timeout: 5000, interval: 100 }).toBeGreaterThan(0);
    await expect.poll(() => got.length).toBeGreaterThan(0);
    for (let number = 1; number <= 20; number++) tell(number);
    const upToTwenty = Array.from({ length: 20 }, (_value, at) => at + 1);
    // Several connections carry them, so their order is not promised.
    await expect.poll(() => got.filter((number) => number > 0).sort((a, b) => a - b)).toEqual(upToTwenty);
  });

  test("after a break it is listened to again, and browsers are told to ask anew", async () => {
    const asked: number[] = [];
    browser.on("room.resync", () => asked.push(1));
    await db().$queryRaw`
      SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND query LIKE 'LISTEN%'`;
    await expect.poll(() => asked.length, { timeout: 10_000 }).toBeGreaterThan(0);
    await expect.poll(() => (tell(99), got.includes(99)), { timeout: 5000, interval: 100 }).toBe(true);
  });
});
