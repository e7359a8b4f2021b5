import { afterAll, beforeAll, expect, test } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { closeQueue } from "#app/infra/queue.server.ts";
import { watchAttendance } from "#server/sockets/attendance.ts";
import { ask, makePerson, makeWebinar, type Node, open, startNode } from "#server/sockets/harness.fixture.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
let node: Node;
beforeAll(async () => {
  node = await startNode();
});
afterAll(async () => {
  await node.stop();
  await closeQueue();
});

test("who is in a room is noted once, however many windows they have open; who is not, is not", async () => {
  const [inside, elsewhere] = [await makePerson("Inside"), await makePerson("Elsewhere")];
  const { id, publicId: webinar } = await makeWebinar(inside.id);
  const sockets = [
    await open(node, { cookie: inside.cookie }),
    await open(node, { cookie: inside.cookie }),
    await open(node, { cookie: elsewhere.cookie }),
  ];
  for (const socket of sockets.slice(0, 2)) await ask(socket, "room.join", { webinar, after: 0 });
  const attendance = watchAttendance(node.sockets.io, 3_600_000);
  await attendance.look();
  await db().webinarAttendance.updateMany({ data: { lastSeenAt: new Date(Date.now() - 60_000) } });
  await attendance.look();
  attendance.close();
  const rows = await db().webinarAttendance.findMany({ where: { webinarId: id } });
  expect(rows.map(({ userId }) => userId)).toEqual([inside.id]);
  expect(rows[0]!.seconds).toBeGreaterThanOrEqual(59);
  expect(rows[0]!.seconds).toBeLessThanOrEqual(75);
  for (const socket of sockets) socket.close();
});
