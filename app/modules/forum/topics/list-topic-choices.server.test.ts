import { expect, it } from "vitest";
import { countingStatements } from "#app/infra/statements/statement-count.server.ts";
import { makeSpace } from "#test/factories/spaces.ts";
import { makeTopic } from "#test/factories/topics.ts";
import { useDatabase } from "#test/setup/database.ts";
import { listTopicChoices } from "./list-topic-choices.server.ts";

useDatabase();

const minutes = (count: number) => new Date(Date.now() + count * 60_000);

it("puts the topics of the wished spaces first, keeps the chosen one, and takes one statement", async () => {
  const [near, far] = [(await makeSpace()).code, (await makeSpace()).code];
  const at = async (spaceCode: string, title: string, when: number) =>
    (await makeTopic({ spaceCode, title, at: minutes(when) })).publicId;
  const oldest = await at(far, "Of the first day", -30);
  const older = await at(near, "Near and older", -20);
  const newer = await at(near, "Near and newer", -10);
  const elsewhere = await at(far, "Elsewhere and newest", -1);
  const wish = { codes: [near], chosen: oldest, limit: 2 };
  const { result, statements } = await countingStatements(() => listTopicChoices(null, wish));
  expect(statements).toHaveLength(1);
  expect(result.map(({ number }) => number).slice(0, 3)).toEqual([newer, older, elsewhere]);
  // However old, what a unit leads to already can be seen and kept.
  expect(result.at(-1)).toEqual({ number: oldest, title: "Of the first day", language: "en", isNear: false });
  expect(result.filter(({ isNear }) => isNear)).toHaveLength(2);
  const again = await listTopicChoices(null, { ...wish, chosen: newer });
  expect(again.filter(({ number }) => number === newer)).toHaveLength(1);
});
