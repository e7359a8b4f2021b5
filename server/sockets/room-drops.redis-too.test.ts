import { io } from "socket.io-client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openLink } from "#app/islands/room/link.ts";
import { keepOutbox } from "#app/islands/room/outbox-store.ts";
import { write } from "#app/islands/room/outbox.ts";
import type { RoomMessage } from "#app/islands/room/timeline.ts";
import { db } from "#app/infra/db.server.ts";
import { closeQueue } from "#app/infra/queue.server.ts";
import { readRoom } from "#app/modules/webinars/send-message.server.ts";
import {
  ask,
  collect,
  makePerson,
  makeWebinar,
  open,
  rest,
  startNode,
  type Node,
} from "#server/sockets/harness.fixture.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
const messagesEach = 10;
let nodes: Node[];
let opened: { close(): void }[] = [];

beforeAll(async () => {
  nodes = [await startNode(), await startNode()];
});
afterAll(async () => {
  for (const socket of opened) socket.close();
  opened = [];
  for (const node of nodes) await node.stop();
  await closeQueue();
});

type Person = Awaited<ReturnType<typeof makePerson>>;

/** The page of one person without the page: what the island does, over a real socket, shown into a list. */
function openRoom(person: Person, node: Node, webinar: number, transport: string) {
  const socket = io(node.url, {
    transports: [transport],
    extraHeaders: { origin: node.url, cookie: person.cookie },
    forceNew: true,
    reconnectionDelay: 50,
    reconnectionDelayMax: 200,
  });
  opened.push(socket);
  const shown: RoomMessage[] = [];
  const view = {
    state() {},
    skipped() {},
    presence() {},
    quiet() {},
    gone() {},
    refused() {},
    show: (messages: RoomMessage[]): void => void shown.push(...messages),
    closed: (code: string): void => expect.fail(`the room is closed: ${code}`),
    signedOut: (): void => expect.fail("signed out"),
  };
  const outbox = keepOutbox(person.id, () => {});
  const { actor } = person;
  const read = async (after: number, limit: number) => (await readRoom(actor, { webinar, after, limit })).messages;
  const wire = { socket, isOnline: () => true, isFrugal: false, read };
  const link = openLink({ webinar, last: 0, handle: actor.handle, view, outbox, wire });
  const say = (body: string) => {
    outbox.change((all) => write(all, { clientId: `${actor.handle}-${body.replace(/\W/g, "-")}`, body }));
    link.flush();
  };
  return { person, node, socket, shown, outbox, say };
}

type Room = ReturnType<typeof openRoom>;

/** Every way in which a link ends: cut here, cut there, thrown out, and a server that forgets its listener. */
const drops: ((room: Room) => unknown)[] = [
  ({ socket }) => socket.connected && socket.io.engine.close(),
  ({ node, socket }) => node.sockets.io.sockets.sockets.get(socket.id ?? "")?.conn.close(),
  ({ node, socket }) => node.sockets.io.sockets.sockets.get(socket.id ?? "")?.disconnect(true),
  async ({ node, socket }) => {
    const there = node.sockets.io.sockets.sockets.get(socket.id ?? "");
    for (const name of there?.rooms ?? []) if (name.startsWith("room:")) await there!.leave(name);
    there?.emit("room.resync");
  },
];

test(
  "three people whose links keep breaking: nothing is lost, doubled or out of order, and everybody sees the same",
  { timeout: 90_000 },
  async () => {
    const people = await Promise.all(["Awa", "Bo", "Chi"].map((name) => makePerson(name)));
    const { id, publicId } = await makeWebinar(people[0]!.id);
    await db().webinarRegistration.createMany({ data: people.map((person) => ({ webinarId: id, userId: person.id })) });
    const rooms = people.map((person, index) =>
      openRoom(person, nodes[index % 2]!, publicId, index === 2 ? "polling" : "websocket"),
    );
    let breaks = 0;
    const breaking = setInterval(() => {
      const room = rooms[breaks % 3]!;
      void drops[Math.floor(breaks / 3) % drops.length]!(room);
      breaks += 1;
    }, 450);
    for (let n = 0; n < messagesEach; n++) {
      for (const { say, person } of rooms) say(`${person.actor.name} ${n}`);
      await rest(150);
    }
    // The links keep breaking while the outboxes empty themselves at the pace that the server allows.
    await expect
      .poll(() => rooms.reduce((sum, { outbox }) => sum + outbox.all().length, 0), { timeout: 60_000, interval: 100 })
      .toBe(0);
    // Each way of breaking has its turn for each of the three, however fast the rest was.
    await expect.poll(() => breaks, { timeout: 15_000, interval: 50 }).toBeGreaterThan(12);
    clearInterval(breaking);
    const total = people.length * messagesEach;
    for (const { shown } of rooms) await expect.poll(() => shown.length, { timeout: 15_000 }).toBe(total);

    const [first, ...others] = rooms.map(({ shown }) => shown);
    expect(first!.map(({ sequence }) => sequence)).toEqual(Array.from({ length: total }, (_, n) => n + 1));
    for (const shown of others) expect(shown).toEqual(first);
    expect(new Set(first!.map(({ body }) => body)).size).toBe(total);
    for (const { name, handle } of people.map(({ actor }) => actor)) {
      const own = first!.filter((message) => message.handle === handle).map(({ body }) => body);
      expect(own).toEqual(Array.from({ length: messagesEach }, (_, n) => `${name} ${n}`));
    }
    expect(await db().roomMessage.count({ where: { webinarId: id } })).toBe(total);
  },
);

test("a thin link is counted like any other, and is not told who comes and goes", async () => {
  const [thin, other] = [await makePerson("Thin Link"), await makePerson("Wide Link")];
  const { id, publicId: webinar } = await makeWebinar(thin.id);
  await db().webinarRegistration.create({ data: { webinarId: id, userId: other.id } });
  const come = async (person: Person) => {
    const socket = await open(nodes[0]!, { cookie: person.cookie });
    opened.push(socket);
    return {
      socket,
      told: collect<{ people: number }>(socket, "room.presence"),
      said: collect(socket, "room.message"),
    };
  };
  const [quiet, loud] = [await come(thin), await come(other)];
  await ask(quiet.socket, "room.join", { webinar, after: 0, quiet: true });
  await ask(loud.socket, "room.join", { webinar, after: 0 });
  await ask(loud.socket, "room.say", { webinar, body: "Hello", clientId: "hello" });
  await expect.poll(() => loud.told.at(-1)?.people, { timeout: 5000 }).toBe(2);
  await expect.poll(() => quiet.said.length).toBe(1);
  await rest(2200);
  expect(quiet.told).toEqual([]);
});
