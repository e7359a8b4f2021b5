import { expect, it } from "vitest";
import { countingStatements } from "#app/infra/statements/statement-count.server.ts";
import { makeWebinar } from "#test/factories/webinars.ts";
import { useDatabase } from "#test/setup/database.ts";
import { listWebinarChoices } from "./list-webinar-choices.server.ts";

useDatabase();

const hour = 3_600_000;

it("lists what runs or comes, the nearest first, and the chosen one though it is over, in one statement", async () => {
  const at = new Date(Date.now() + 1000 * hour);
  const from = (hours: number) => ({ startsAt: new Date(at.getTime() + hours * hour) });
  const over = await makeWebinar(from(-50));
  const later = await makeWebinar(from(30));
  const running = await makeWebinar(from(-1));
  const next = await makeWebinar(from(2));
  await makeWebinar({ ...from(3), state: "cancelled" });
  const { result, statements } = await countingStatements(() => listWebinarChoices(over.publicId, { at }));
  expect(statements).toHaveLength(1);
  const order = [over, running, next, later].map(({ publicId }) => publicId);
  expect(result.map(({ number }) => number)).toEqual(order);
  expect((await listWebinarChoices(null, { at, limit: 2 })).map(({ number }) => number)).toEqual(order.slice(1, 3));
});
