import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { openFile } from "#app/infra/storage.server.ts";
import { getAuthoringFor } from "#app/modules/learning/courses/staff-access.server.ts";
import { makeAuthor } from "#test/factories/authors.ts";
import { useDatabase } from "#test/setup/database.ts";
import { cleanUpImports } from "./clean-up-imports.server.ts";
import {
  getQuestionImportFor,
  repeatQuestionImport,
  requestQuestionImport,
  runQuestionImport,
} from "./run-question-import.server.ts";

useDatabase();

async function open() {
  const author = await makeAuthor();
  return { author, access: await getAuthoringFor(author.actor, author.slug, "en") };
}
type Open = Awaited<ReturnType<typeof open>>;

const request = ({ access }: Open, text: string) =>
  requestQuestionImport(access, {
    name: "bank.gift",
    content: Readable.from([Buffer.from(text)]),
    into: { categoryPath: "" },
    language: "en",
  });
const run = async (here: Open, id: string) => {
  await runQuestionImport(id);
  return getQuestionImportFor(here.access, id);
};
const outcomes = ({ report }: { report: { outcome: string }[] }) => report.map(({ outcome }) => outcome);
const prompts = async ({ author }: Open) => {
  const where = { courseId: author.courseId, categoryId: { not: null }, removedAt: null };
  const versions = { orderBy: { number: "desc" }, take: 1, select: { translations: true } } as const;
  const rows = await db().question.findMany({ where, select: { versions } });
  return rows.map((row) => JSON.stringify(row.versions[0]!.translations).match(/"prompt":"([^"]*)/)![1]).sort();
};

describe("an import of questions in the worker", () => {
  it("waits for the worker, tells how far it is, and a second delivery does nothing", async () => {
    const here = await open();
    const id = await request(here, Array.from({ length: 60 }, (_, at) => `Question ${at}? {T}\n`).join("\n"));
    expect(await getQuestionImportFor(here.access, id)).toMatchObject({ state: "waiting", isOver: false, report: [] });
    expect(await prompts(here)).toEqual([]);
    expect(await run(here, id)).toMatchObject({ state: "done", isOver: true, done: 60, total: 60, choices: [] });
    expect(new Set(outcomes(await run(here, id)))).toEqual(new Set(["created"]));
    const { storageKey } = await db().importRun.findUniqueOrThrow({ where: { id }, select: { storageKey: true } });
    expect(storageKey).toBeNull();
    await expect(request(here, "")).rejects.toMatchObject({ status: 400 });
    await expect(getQuestionImportFor((await open()).access, id)).rejects.toMatchObject({ status: 404 });
  });

  it("lets the person take the others when one question was refused", async () => {
    const here = await open();
    const id = await request(here, "::A::Fine {T}\n\n::B::Broken {=a\n\n::C::Fine, too {F}\n");
    const refused = await run(here, id);
    expect(refused).toMatchObject({ state: "refused", choices: ["part"] });
    expect(refused.report).toMatchObject([
      { title: "A", line: 1, outcome: "not_taken" },
      { line: 3, outcome: "refused", problems: [{ line: 3, code: "learning.gift.unclosed", values: { cure: "\\{" } }] },
      { title: "C", line: 5, outcome: "not_taken" },
    ]);
    expect(await prompts(here)).toEqual([]);
    const next = await repeatQuestionImport(here.access, id, "part");
    const taken = await run(here, next);
    expect([taken.state, outcomes(taken), taken.choices]).toEqual(["done", ["created", "refused", "created"], []]);
    expect(await prompts(here)).toEqual(["Fine", "Fine, too"]);
    await expect(repeatQuestionImport(here.access, id, "part")).rejects.toMatchObject({ status: 409 });
    await expect(repeatQuestionImport(here.access, next, "titles")).rejects.toMatchObject({ status: 409 });
  });

  it("lets the person update the questions of the same title instead, and takes back what it had added", async () => {
    const here = await open();
    await run(here, await request(here, "::Sectors::Old? {T}\n"));
    const id = await request(here, "::Sectors::New? {T}\n\n::Other::Else? {T}\n");
    const added = await run(here, id);
    expect([outcomes(added), added.choices]).toEqual([["created", "created"], ["titles"]]);
    expect(await prompts(here)).toEqual(["Else?", "New?", "Old?"]);
    const updated = await run(here, await repeatQuestionImport(here.access, id, "titles"));
    expect([updated.state, outcomes(updated), updated.choices]).toEqual(["done", ["changed", "unchanged"], []]);
    expect(await prompts(here)).toEqual(["Else?", "New?"]);
  });

  it("imports nothing for somebody who may no longer write the course", async () => {
    const here = await open();
    const id = await request(here, "Q {T}");
    await db().courseTrainer.deleteMany({ where: { courseId: here.author.courseId } });
    expect(await run(here, id)).toMatchObject({ state: "refused", choices: [] });
    expect(await prompts(here)).toEqual([]);
  });

  it("keeps a file that can still be chosen from for a week", async () => {
    const here = await open();
    const id = await request(here, "A {T}\n\nB {=a\n");
    await run(here, id);
    const { storageKey } = await db().importRun.findUniqueOrThrow({ where: { id }, select: { storageKey: true } });
    expect(await cleanUpImports()).toBe(0);
    expect(await cleanUpImports({ at: new Date(Date.now() + 8 * 86_400_000) })).toBe(1);
    await expect(openFile(storageKey!)).rejects.toThrow();
    expect((await getQuestionImportFor(here.access, id)).choices).toEqual([]);
    await expect(repeatQuestionImport(here.access, id, "part")).rejects.toMatchObject({ status: 409 });
  });
});
