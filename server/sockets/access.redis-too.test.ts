import type { Socket } from "socket.io-client";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { closeQueue } from "#app/infra/queue.server.ts";
import { type ClientMessageName, clientMessages } from "#app/sockets.ts";
import { ask, makePerson, makeWebinar, type Node, open, startNode } from "#server/sockets/harness.fixture.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();

const viewers = [
  "guest",
  "stranger",
  "registered",
  "unconfirmed",
  "presenter",
  "another trainer",
  "moderator",
  "administrator",
  "suspended",
] as const;
type Viewer = (typeof viewers)[number];

/** "ok", or the code of the refusal, for each viewer. */
type Answers = Record<Viewer, string>;
const everybody = Object.fromEntries(viewers.map((viewer) => [viewer, "ok"])) as Answers;
/** Whoever may be in the room: who registered, who presents, and who keeps order there. */
const inTheRoom: Answers = {
  ...everybody,
  guest: "error.sign_in_needed",
  stranger: "webinars.error.register_first",
  "another trainer": "webinars.error.register_first",
  // Signed out everywhere: whoever comes with an old cookie is a guest.
  suspended: "error.sign_in_needed",
};

const table: Record<ClientMessageName, Answers> = {
  "room.join": inTheRoom,
  "room.leave": everybody,
  "room.say": { ...inTheRoom, unconfirmed: "accounts.error.confirm_first" },
  "topic.watch": everybody,
  "topic.leave": everybody,
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
  await set("moderator", { role: "moderator" });
  for (const trainer of ["presenter", "another trainer"] as const) await set(trainer, { role: "trainer" });
  await set("unconfirmed", { emailConfirmedAt: null });
  await set("suspended", { suspendedUntil: new Date(Date.now() + 3_600_000) });
  const made = await makeWebinar(people.get("presenter")!.id);
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
    const expected = Object.entries(table).map(([name, wanted]) => [name, wanted[viewer]]);
    expect(answers).toEqual(Object.fromEntries(expected));
  });
});
