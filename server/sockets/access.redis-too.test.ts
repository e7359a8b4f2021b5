import type { Socket } from "socket.io-client";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { closeQueue } from "#app/infra/queue.server.ts";
import { type ClientMessageName, clientMessages } from "#app/sockets.ts";
import { ask, makePerson, makeWebinar, type Node, open, startNode } from "#server/sockets/harness.fixture.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();

const viewers = ["guest", "stranger", "registered", "unconfirmed", "trainer", "administrator", "suspended"] as const;
type Viewer = (typeof viewers)[number];

// What each message is answered: "ok", or the code of the refusal, in the order of `viewers`.
const table: Record<ClientMessageName, string[]> = {
  "room.join": [
    "error.sign_in_needed",
    "webinars.error.register_first",
    "ok",
    "ok",
    "ok",
    "ok",
    "accounts.error.suspended",
  ],
  "room.leave": ["ok", "ok", "ok", "ok", "ok", "ok", "ok"],
  "room.say": [
    "error.sign_in_needed",
    "webinars.error.register_first",
    "ok",
    "accounts.error.confirm_first",
    "ok",
    "ok",
    "accounts.error.suspended",
  ],
  "topic.watch": ["ok", "ok", "ok", "ok", "ok", "ok", "ok"],
  "topic.leave": ["ok", "ok", "ok", "ok", "ok", "ok", "ok"],
};

let node: Node;
let webinar: number;
const cookies = new Map<Viewer, string>();
let socket: Socket | undefined;

beforeAll(async () => {
  node = await startNode();
  const people = new Map<Viewer, Awaited<ReturnType<typeof makePerson>>>();
  for (const viewer of viewers) if (viewer !== "guest") people.set(viewer, await makePerson(viewer));
  const set = (viewer: Viewer, data: Parameters<ReturnType<typeof db>["user"]["update"]>[0]["data"]) =>
    db().user.update({ where: { id: people.get(viewer)!.id }, data, select: { id: true } });
  await set("administrator", { role: "administrator" });
  await set("unconfirmed", { emailConfirmedAt: null });
  await set("suspended", { suspendedUntil: new Date(Date.now() + 3_600_000) });
  const made = await makeWebinar(people.get("trainer")!.id);
  webinar = made.publicId;
  const registered = (["registered", "unconfirmed", "suspended"] as const).map((viewer) => people.get(viewer)!.id);
  await db().webinarRegistration.createMany({ data: registered.map((userId) => ({ webinarId: made.id, userId })) });
  for (const [viewer, { cookie }] of people) cookies.set(viewer, cookie);
});

afterEach(() => {
  socket?.close();
});

afterAll(async () => {
  await node.stop();
  await closeQueue();
});

describe("every socket message", () => {
  it("is in the table", () => {
    expect(Object.keys(table).sort()).toEqual(Object.keys(clientMessages).sort());
  });

  it.each(viewers)("is answered as the table says to a %s", async (viewer) => {
    socket = await open(node, { cookie: cookies.get(viewer) });
    const answers: Record<string, string> = {};
    for (const name of Object.keys(table) as ClientMessageName[]) {
      const message = name.startsWith("topic.")
        ? { topic: 1 }
        : { webinar, after: 0, body: `hello from ${viewer}`, clientId: `${viewer}-${name}` };
      const answer = (await ask(socket, name, message)) as { ok: boolean; code?: string };
      answers[name] = answer.ok ? "ok" : (answer.code ?? "");
    }
    const expected = Object.entries(table).map(([name, codes]) => [name, codes[viewers.indexOf(viewer)]]);
    expect(answers).toEqual(Object.fromEntries(expected));
  });
});
