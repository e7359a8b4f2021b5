import type { Socket as NetSocket } from "node:net";
import type { Socket } from "socket.io-client";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { closeQueue } from "#app/infra/queue.server.ts";
import { closeRealtime, createRealtime, disconnectUser, publish } from "#app/infra/realtime.server.ts";
import { openSession, revokeSessions } from "#app/modules/accounts/sessions.server.ts";
import { startWorker } from "#jobs/worker.ts";
import {
  ask,
  collect,
  ended,
  makePerson,
  makeWebinar,
  open,
  rest,
  startNode,
  type Node,
} from "#server/sockets/harness.fixture.ts";
import { seatOf, watchSession } from "#server/sockets/session.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();

let one: Node;
let two: Node;
const opened: Socket[] = [];

beforeAll(async () => {
  one = await startNode();
  two = await startNode();
  // The wires are up once a message has crossed them.
  const probe = await come(one);
  await ask(probe, "topic.watch", { topic: 999 });
  const got = collect(probe, "topic.changed");
  for (; got.length === 0; await rest(50)) publish("topic:999", "topic.changed", { topic: 999, lastReply: 1 });
});

afterEach(() => {
  for (const socket of opened.splice(0)) socket.close();
});

afterAll(async () => {
  await one.stop();
  await two.stop();
  await closeQueue();
});

async function come(node: Node, options: Parameters<typeof open>[1] = {}): Promise<Socket> {
  const socket = await open(node, options);
  opened.push(socket);
  return socket;
}

/** The network connection under a client, to make it get stuck. */
function lineOf(socket: Socket): NetSocket {
  return (socket.io.engine.transport as unknown as { ws: { _socket: NetSocket } }).ws._socket;
}

/** A running webinar with registered people. */
async function makeRoom(...names: string[]) {
  const people = await Promise.all((names.length > 0 ? names : ["Awa Diop", "Bo Li"]).map((name) => makePerson(name)));
  const webinar = await makeWebinar(people[0]!.id);
  await db().webinarRegistration.createMany({ data: people.map(({ id }) => ({ webinarId: webinar.id, userId: id })) });
  return { webinar: webinar.publicId, people };
}

describe("a handshake", () => {
  test.each(["websocket", "polling"])("from another site is refused (%s)", async (transport) => {
    await expect(open(one, { origin: "https://evil.example", transports: [transport] })).rejects.toThrow();
    await expect(open(one, { origin: "null", transports: [transport] })).rejects.toThrow();
    await come(one, { transports: [transport] });
  });

  test("that a browser marks as another site's is refused without Origin too", async () => {
    const headers = { "sec-fetch-site": "cross-site" };
    const answer = await fetch(`${one.url}/socket.io/?EIO=4&transport=polling`, { headers });
    expect(answer.status).toBe(403);
    const own = await fetch(`${one.url}/socket.io/?EIO=4&transport=polling`, {
      headers: { "sec-fetch-site": "same-origin" },
    });
    expect(own.status).toBe(200);
  });

  test("too many of one person are refused, and places become free again", async () => {
    const { cookie } = await makePerson();
    const tabs = await Promise.all(Array.from({ length: 20 }, () => come(one, { cookie })));
    await expect(open(one, { cookie })).rejects.toMatchObject({ data: { code: "error.too_many" } });
    tabs[0]!.close();
    await rest(50);
    await come(one, { cookie });
  });
});

describe("a message", () => {
  test("over 16 KB ends the connection and nothing else", async () => {
    const [big, other] = [await come(one), await come(one)];
    const end = ended(big);
    big.emit("topic.watch", { topic: 1, padding: "x".repeat(20_000) });
    expect(await end).toBe("transport close");
    expect(await ask(other, "topic.watch", { topic: 1 })).toEqual({ ok: true, data: null });
  });

  test("that does not fit its schema is answered with a code", async () => {
    const socket = await come(one);
    for (const bad of [{ topic: "1" }, { topic: -1 }, null, [], "x"])
      expect(await ask(socket, "topic.watch", bad)).toEqual({ ok: false, code: "error.form" });
  });

  test("without a function for the answer, or of an unknown kind, is dropped", async () => {
    const socket = await come(one);
    socket.emit("topic.watch", { topic: 1 });
    socket.emit("topic.watch");
    socket.emit("no.such", { topic: 1 }, () => {});
    expect(await ask(socket, "topic.watch", { topic: 1 })).toMatchObject({ ok: true });
  });

  test("sent too often is refused with the wait, per person and not per tab", async () => {
    const { webinar, people } = await makeRoom();
    const tabs = [await come(one, { cookie: people[0]!.cookie }), await come(one, { cookie: people[0]!.cookie })];
    const say = (i: number) => ask(tabs[i % 2]!, "room.say", { webinar, body: "hello", clientId: crypto.randomUUID() });
    const answers = await Promise.all(Array.from({ length: 12 }, (_, i) => say(i)));
    expect(answers.filter(({ ok }) => ok).length).toBeLessThanOrEqual(7);
    expect(answers.at(-1)).toMatchObject({
      ok: false,
      code: "error.too_many",
      values: { seconds: expect.any(Number) },
    });
  });
});

test("a message that two transactions undo each other over is answered as busy with the wait, never as a fault", async () => {
  const { webinar, people } = await makeRoom();
  const socket = await come(one, { cookie: people[0]!.cookie });
  await db().$executeRawUnsafe(`CREATE FUNCTION fall_down() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'deadlock detected' USING ERRCODE = '40P01'; END $$`);
  await db().$executeRawUnsafe(
    "CREATE TRIGGER fall_down BEFORE INSERT ON room_messages FOR EACH ROW EXECUTE FUNCTION fall_down()",
  );
  const message = { webinar, body: "hello", clientId: crypto.randomUUID() };
  const answer = await ask(socket, "room.say", message);
  expect(answer).toEqual({ ok: false, code: "error.busy", values: { seconds: expect.any(Number) } });
  await db().$executeRawUnsafe("DROP TRIGGER fall_down ON room_messages");
  await db().$executeRawUnsafe("DROP FUNCTION fall_down");
  expect(await ask(socket, "room.say", message)).toMatchObject({ ok: true, data: { body: "hello" } });
});

describe("a room", () => {
  test("is closed to guests and to who has not registered", async () => {
    const { webinar } = await makeRoom();
    const guest = await come(one);
    expect(await ask(guest, "room.join", { webinar, after: 0 })).toEqual({ ok: false, code: "error.sign_in_needed" });
    const stranger = await come(one, { cookie: (await makePerson()).cookie });
    const refusal = { ok: false, code: "webinars.error.register_first" };
    expect(await ask(stranger, "room.join", { webinar, after: 0 })).toEqual(refusal);
    const got = collect(stranger, "room.message");
    publish(`room:${webinar}`, "room.message", {} as never);
    await rest(200);
    expect(got).toEqual([]);
    expect(await ask(stranger, "room.join", { webinar: 999_999, after: 0 })).toMatchObject({ code: "error.not_found" });
    for (const number of [1e15, 2 ** 31, -1, 0.5])
      expect(await ask(stranger, "room.join", { webinar: number, after: 0 })).toMatchObject({ code: "error.form" });
    expect(await ask(stranger, "topic.watch", { topic: 1e15 })).toMatchObject({ code: "error.form" });
  });

  test("carries each message once to everybody on every node, in numbers without a gap", async () => {
    const { webinar, people } = await makeRoom();
    const awa = await come(one, { cookie: people[0]!.cookie });
    const bo = await come(two, { cookie: people[1]!.cookie });
    const heard = [
      collect<{ sequence: number }>(awa, "room.message"),
      collect<{ sequence: number }>(bo, "room.message"),
    ];
    // The page of somebody who has signed out since, in another window of the same browser.
    const others = await ask(awa, "room.join", { webinar, after: 0, viewer: people[1]!.actor.handle });
    expect(others).toEqual({ ok: false, code: "error.sign_in_needed" });
    const viewer = people[0]!.actor.handle;
    expect(await ask(awa, "room.join", { webinar, after: 0, viewer })).toMatchObject({
      ok: true,
      data: { last: 0, messages: [] },
    });
    await ask(bo, "room.join", { webinar, after: 0 });
    const clientId = crypto.randomUUID();
    const first = await ask(awa, "room.say", { webinar, body: "Bonjour", clientId });
    expect(first).toMatchObject({ ok: true, data: { sequence: 1, body: "Bonjour", name: "Awa Diop", clientId } });
    // The answer was lost and the browser says it again: the same message, told nobody twice.
    expect(await ask(awa, "room.say", { webinar, body: "Bonjour", clientId })).toEqual(first);
    await ask(bo, "room.say", { webinar, body: "你好", clientId: crypto.randomUUID() });
    for (const got of heard) await expect.poll(() => got.map(({ sequence }) => sequence).sort()).toEqual([1, 2]);
    await rest(200);
    expect(heard.map((got) => got.length)).toEqual([2, 2]);

    const late = await come(two, { cookie: people[0]!.cookie });
    const joined = await ask(late, "room.join", { webinar, after: 1 });
    expect(joined).toMatchObject({
      ok: true,
      data: { last: 2, tooOld: false, messages: [{ sequence: 2, body: "你好" }] },
    });
    await ask(awa, "room.leave", { webinar });
    await ask(bo, "room.say", { webinar, body: "still there?", clientId: crypto.randomUUID() });
    await expect.poll(() => heard[1]!.length).toBe(3);
    expect(heard[0]).toHaveLength(2);
  });

  test("passes on what does not fit into one notification of PostgreSQL", async () => {
    const socket = await come(one);
    await ask(socket, "topic.watch", { topic: 5 });
    const got = collect<{ body: string }>(socket, "room.message");
    const body = "🎉".repeat(8000);
    // `publish` speaks for node two here, the one that was made last.
    publish("topic:5", "room.message", { body } as never);
    await expect.poll(() => got.map((message) => message.body)).toEqual([body]);
  });

  test("counts people, not tabs, over all nodes", async () => {
    const { webinar, people } = await makeRoom("Awa Diop", "Bo Li", "Carla Ruiz");
    const [awa, bo, carla] = people.map(({ cookie }) => cookie);
    const watching = await come(one, { cookie: awa });
    const heard = collect<{ people: number; names: string[]; faces: unknown[] }>(watching, "room.presence");
    const faces = ["AD", "BL", "CR"].map((initials) => [initials, expect.any(Number)]);
    await ask(watching, "room.join", { webinar, after: 0 });
    expect(heard).toEqual([{ people: 1, names: ["Awa"], faces: faces.slice(0, 1) }]);
    const others = [
      await come(one, { cookie: awa }),
      await come(two, { cookie: awa }),
      await come(one, { cookie: bo }),
      await come(two, { cookie: carla }),
    ];
    for (const socket of others) await ask(socket, "room.join", { webinar, after: 0 });
    await expect
      .poll(() => heard.at(-1), { timeout: 6000 })
      .toEqual({ people: 3, names: ["Awa", "Bo", "Carla"], faces });
    others[1]!.close();
    others[3]!.close();
    await expect
      .poll(() => heard.at(-1), { timeout: 6000 })
      .toEqual({ people: 2, names: ["Awa", "Bo"], faces: faces.slice(0, 2) });
    expect(heard.length).toBeLessThanOrEqual(5);
  });

  test("stops sending to a connection that does not keep up, and tells it once to ask again", async () => {
    const { webinar, people } = await makeRoom();
    const slow = await come(one, { cookie: people[0]!.cookie });
    await ask(slow, "room.join", { webinar, after: 0 });
    const resyncs = collect(slow, "room.resync");
    const got = collect(slow, "room.message");
    const line = lineOf(slow);
    line.pause();
    const message = { sequence: 1, name: "", handle: "", body: "x".repeat(2000), at: "", clientId: "" };
    const server = one.sockets.io.sockets.sockets.get(slow.id!)!;
    for (let i = 0; i < 6000; i++) {
      one.sockets.io.local.to(`room:${webinar}`).emit("room.message", message);
      if (i % 100 === 0) await rest(1);
    }
    expect((server.conn as unknown as { writeBuffer: unknown[] }).writeBuffer.length).toBeLessThanOrEqual(256);
    expect(server.rooms.has(`room:${webinar}`)).toBe(false);
    line.resume();
    await expect.poll(() => resyncs.length).toBe(1);
    await rest(200);
    expect(resyncs).toHaveLength(1);
    expect(got.length).toBeLessThan(6000);
    expect(await ask(slow, "room.join", { webinar, after: 0 })).toMatchObject({ ok: true });
    one.sockets.io.local.to(`room:${webinar}`).emit("room.message", { ...message, sequence: 2 });
    await expect.poll(() => got.at(-1)).toMatchObject({ sequence: 2 });
  });
});

describe("signing out", () => {
  test("ends the session's connections everywhere within a second, and no others", async () => {
    const worker = await startWorker();
    const person = await makePerson();
    const sockets = [await come(one, { cookie: person.cookie }), await come(two, { cookie: person.cookie })];
    const other = await come(one, { cookie: (await makePerson()).cookie });
    const farewells = sockets.map((socket) => collect(socket, "account.signed_out"));
    const ends = Promise.all(sockets.map(ended));
    const begun = performance.now();
    await revokeSessions(person.id, { except: null });
    expect(await ends).toEqual(["io server disconnect", "io server disconnect"]);
    expect(performance.now() - begun).toBeLessThan(1000);
    expect(farewells.map((got) => got.length)).toEqual([1, 1]);
    expect(other.connected).toBe(true);
    await worker.close();
  });

  test("that was told nobody is found out by the next look at the session, and ends its connection", async () => {
    const [gone, stays] = [await makePerson(), await makePerson()];
    const sockets = [await come(one, { cookie: gone.cookie }), await come(one, { cookie: stays.cookie })];
    const [signedOut, other] = sockets.map((socket) => one.sockets.io.sockets.sockets.get(socket.id!)!);
    const farewells = sockets.map((socket) => collect(socket, "account.signed_out"));
    const end = ended(sockets[0]!);
    for (const socket of [signedOut!, other!]) watchSession(socket, 50);
    await db().user.update({ where: { id: stays.id }, data: { name: "New Name" }, select: { id: true } });
    await expect.poll(() => seatOf(other!).actor?.name).toBe("New Name");
    expect(sockets.map((socket) => socket.connected)).toEqual([true, true]);
    // As when it has expired: the row is gone, and no event says so.
    await db().session.deleteMany({ where: { userId: gone.id } });
    expect(await end).toBe("io server disconnect");
    await rest(150);
    expect(farewells.map((got) => got.length)).toEqual([1, 0]);
    expect(other!.connected).toBe(true);
  });

  test("happens to the earlier session of a browser in which somebody signs in anew", async () => {
    const worker = await startWorker();
    const [earlier, now] = [await makePerson(), await makePerson()];
    const [socket, other] = [await come(one, { cookie: earlier.cookie }), await come(one, { cookie: now.cookie })];
    const end = ended(socket);
    await openSession(now.id, { userAgent: "test", address: "127.0.0.1" }, earlier.cookie.split("=")[1]!);
    expect(await end).toBe("io server disconnect");
    expect(other.connected).toBe(true);
    expect(await db().session.count({ where: { userId: earlier.id } })).toBe(0);
    await worker.close();
  });

  test("happens to somebody who was suspended, on every node, within seconds", async () => {
    const [suspended, other] = [await makePerson(), await makePerson()];
    const sockets = [await come(one, { cookie: suspended.cookie }), await come(two, { cookie: suspended.cookie })];
    const neighbour = await come(two, { cookie: other.cookie });
    const ends = Promise.all(sockets.map(ended));
    await db().user.update({ where: { id: suspended.id }, data: { suspendedUntil: new Date(Date.now() + 60_000) } });
    expect(await ends).toEqual(["io server disconnect", "io server disconnect"]);
    expect(neighbour.connected).toBe(true);
  });

  test("of somebody who was silenced is only to their words: refused within seconds, on every node, until it ends", async () => {
    const { webinar, people } = await makeRoom();
    const [silenced, other] = [people[0]!, people[1]!];
    const sockets = [await come(one, { cookie: silenced.cookie }), await come(two, { cookie: silenced.cookie })];
    const neighbour = await come(two, { cookie: other.cookie });
    for (const socket of [...sockets, neighbour]) await ask(socket, "room.join", { webinar, after: 0 });
    let number = 0;
    const say = (socket: Socket) =>
      ask(socket, "room.say", { webinar, body: `Word ${++number}`, clientId: crypto.randomUUID() });
    expect(await say(sockets[0]!)).toMatchObject({ ok: true });
    const until = new Date(Date.now() + 60_000);
    await db().user.update({
      where: { id: silenced.id },
      data: { silencedUntil: until, silenceReason: "Shouted down others" },
    });
    await rest(2500);
    const values = { date: expect.any(String), reason: expect.stringContaining("Shouted down others") };
    const refusal = { ok: false, code: "accounts.error.silenced", values };
    for (const socket of sockets) expect(await say(socket)).toEqual(refusal);
    // They read on, and nobody else is refused.
    const heard = collect<{ body: string }>(sockets[1]!, "room.message");
    expect(await say(neighbour)).toMatchObject({ ok: true });
    await expect.poll(() => heard.map(({ body }) => body)).toEqual([`Word ${number}`]);
    expect(sockets.every((socket) => socket.connected)).toBe(true);
    await db().user.update({ where: { id: silenced.id }, data: { silencedUntil: null, silenceReason: null } });
    await rest(2500);
    for (const socket of sockets) expect(await say(socket)).toMatchObject({ ok: true });
    expect(await db().roomMessage.count({ where: { webinar: { publicId: webinar } } })).toBe(number - 2);
  });

  test("of a person from a process without browsers reaches them too", async () => {
    const person = await makePerson();
    const socket = await come(one, { cookie: person.cookie });
    const end = ended(socket);
    const worker = createRealtime();
    await disconnectUser(person.id);
    expect(await end).toBe("io server disconnect");
    await closeRealtime(worker);
  });
});

test.skipIf(process.env.REDIS_URL)(
  "a database that drops the listener is listened to again, and browsers ask anew",
  async () => {
    const socket = await come(one);
    await ask(socket, "topic.watch", { topic: 7 });
    const resyncs = collect(socket, "room.resync");
    const got = collect(socket, "topic.changed");
    await db().$queryRaw`
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND query LIKE 'LISTEN%'`;
    await expect.poll(() => resyncs.length, { timeout: 8000 }).toBe(1);
    two.sockets.io.to("topic:7").emit("topic.changed", { topic: 7, lastReply: 2 });
    await expect.poll(() => got).toEqual([{ topic: 7, lastReply: 2 }]);
  },
);

test("a node that ends lets its browsers go one by one and takes nobody new", async () => {
  const node = await startNode();
  const sockets = await Promise.all(Array.from({ length: 10 }, () => open(node)));
  const stuck = await open(node);
  lineOf(stuck).pause();
  const times: number[] = [];
  const ends = Promise.all(sockets.map((socket) => ended(socket).then((why) => (times.push(performance.now()), why))));
  const closing = node.sockets.close({ spread: 500 });
  await expect(open(node)).rejects.toThrow();
  expect(new Set(await ends)).toEqual(new Set(["transport close"]));
  expect(Math.max(...times) - Math.min(...times)).toBeGreaterThan(300);
  await closing;
  // Also the one that does not answer any more holds nothing up.
  const begun = performance.now();
  await new Promise((resolve) => node.server.close(resolve));
  expect(performance.now() - begun).toBeLessThan(2000);
  stuck.close();
});
