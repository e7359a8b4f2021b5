import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { countingStatements } from "#app/infra/statements/statement-count.server.ts";
import { openFile } from "#app/infra/storage.server.ts";
import {
  getImportProgressFor,
  getImportRunFor,
  importPackage,
  listImportRunsFor,
  requestImport,
  runImport,
} from "./run-import.server.ts";
import { readPackageFolder } from "#app/modules/learning/interchange/package/read-folder.server.ts";
import type { PackageFiles } from "#app/modules/learning/interchange/package/types.ts";
import { linesOf } from "#jobs/tools/import-course.ts";
import { seedCourse } from "#prisma/seed/course.ts";
import { seedRoadmap } from "#prisma/seed/roadmap.ts";
import { makeUser } from "#test/factories/users.ts";
import { useDatabase } from "#test/setup/database.ts";
import { zipOf } from "#test/helpers/zip.ts";

useDatabase();

const lesson = (kind: string) =>
  `---\ntitle: Hello\nkind: ${kind}\nminutes: 5\nactivities: []\ncompletion: marked done\n---\n\n# Hello\n`;
const files = (slug: string, more: Record<string, string> = {}): Record<string, string> => ({
  "course.yaml": `slug: ${slug}
version: "1"
languages: [en]
defaultLanguage: en
title: { en: A course }
summary: { en: About }
hours: 1
licence: CC-BY-4.0
activities: []
modules:
  - folder: 01-first
    title: { en: First }
    summary: { en: S }
`,
  "01-first/01-hello.en.md": lesson("lesson"),
  ...more,
});
const packageFiles = (wish: Record<string, string>): PackageFiles =>
  new Map(Object.entries(wish).map(([file, text]) => [file, Buffer.from(text)]));
const stream = (bytes: Buffer) => Readable.from([bytes]);

describe("asking for an import", () => {
  it("is for administrators alone", async () => {
    const content = () => ({ name: "a.zip", content: stream(zipOf(files("no"))) });
    await expect(requestImport(null, content())).rejects.toMatchObject({ status: 401 });
    for (const role of ["member", "trainer", "facilitator", "moderator"] as const) {
      const actor = await makeUser({ role });
      await expect(requestImport(actor, content())).rejects.toMatchObject({ status: 403 });
      await expect(listImportRunsFor(actor, {})).rejects.toMatchObject({ status: 403 });
      await expect(getImportRunFor(actor, "x")).rejects.toMatchObject({ status: 403 });
    }
    await expect(listImportRunsFor(null, {})).rejects.toMatchObject({ status: 401 });
    expect(await db().importRun.count()).toBe(0);
  });

  it("keeps the zip and the run, and the worker does the rest, once", async () => {
    const administrator = await makeUser({ role: "administrator" });
    const name = "my\u202Ecourse.zip";
    const { importRunId } = await requestImport(administrator, { name, content: stream(zipOf(files("uploaded"))) });
    expect(await getImportProgressFor(administrator, importRunId)).toMatchObject({
      state: "waiting",
      isFinished: false,
    });
    expect(await db().outboxEvent.count({ where: { name: "learning.import.requested" } })).toBe(1);
    const { storageKey } = await db().importRun.findUniqueOrThrow({ where: { id: importRunId } });
    await runImport(importRunId);
    const run = await getImportRunFor(administrator, importRunId);
    expect(run).toMatchObject({ state: "done", source: "mycourse.zip", courseSlug: "uploaded", done: 1, total: 1 });
    expect(run.report.map(({ item, outcome }) => [item, outcome])).toEqual([
      ["course.yaml", "created"],
      ["01-first", "created"],
      ["01-first/01-hello", "created"],
    ]);
    await expect(openFile(storageKey!)).rejects.toMatchObject({ status: 404 });
    await runImport(importRunId);
    expect(await getImportRunFor(administrator, importRunId)).toEqual(run);
  });

  it("refuses an empty file, and keeps nothing of it", async () => {
    const administrator = await makeUser({ role: "administrator" });
    const empty = requestImport(administrator, { name: "", content: stream(Buffer.alloc(0)) });
    await expect(empty).rejects.toMatchObject({
      status: 400,
      details: { fields: { package: { code: "learning.error.no_file" } } },
    });
  });

  it("reports what is no zip, and what a package has wrong, and changes nothing", async () => {
    const administrator = await makeUser({ role: "administrator" });
    const upload = async (bytes: Buffer) => {
      const { importRunId } = await requestImport(administrator, { name: "x.zip", content: stream(bytes) });
      await runImport(importRunId);
      return getImportRunFor(administrator, importRunId);
    };
    const noZip = await upload(Buffer.from("this is no zip"));
    expect(noZip).toMatchObject({ state: "refused", report: [{ item: "package", outcome: "refused" }] });
    const wrong = files("wrong", { "01-first/01-hello.en.md": lesson("song") });
    const run = await upload(zipOf(wrong));
    expect(run).toMatchObject({ state: "refused", courseSlug: null });
    expect(run.report[0]!.problems[0]).toMatchObject({ file: "01-first/01-hello.en.md", line: 3, level: "error" });
    expect(await db().course.count({ where: { slug: "wrong" } })).toBe(0);
  });

  it("pages through the runs, newest first", async () => {
    const administrator = await makeUser({ role: "administrator" });
    const { result: first, statements } = await countingStatements(() =>
      listImportRunsFor(administrator, { limit: 2 }),
    );
    expect(statements.length).toBeLessThanOrEqual(2);
    const second = await listImportRunsFor(administrator, { limit: 2, before: first.next });
    const ids = [...first.runs, ...second.runs].map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].sort().reverse());
    await expect(getImportRunFor(administrator, "nonsense")).rejects.toMatchObject({ status: 404 });
  });
});

describe("the other ways in", () => {
  it("prints a report with file and line for the command line", async () => {
    const broken = files("broken", { "01-first/01-hello.en.md": lesson("song") });
    const { isRefused, report } = await importPackage({
      source: "folder",
      read: async () => ({ files: packageFiles(broken), problems: [] }),
    });
    expect(isRefused).toBe(true);
    expect(linesOf(report)[0]).toBe("refused    01-first/01-hello");
    expect(linesOf(report)[1]).toContain("error: 01-first/01-hello.en.md:3 ");
    expect(linesOf(report).join("\n")).not.toContain("learning.");
  });

  it("seeds the real course, and a second time changes nothing", async () => {
    await seedRoadmap(db());
    await seedCourse();
    await seedCourse();
    const course = await db().course.findFirstOrThrow({
      where: { slug: "from-open-roadmap-to-national-roadmap" },
      select: { revision: true, languages: true, _count: { select: { units: true, modules: true } } },
    });
    expect(course).toEqual({ revision: 1, languages: ["en", "fr", "ar"], _count: { units: 24, modules: 5 } });
  });

  it("marks a run that broke off, and the next try goes through", async () => {
    const administrator = await makeUser({ role: "administrator" });
    const read = () => readPackageFolder("/nowhere/at/all");
    await expect(importPackage({ source: "gone", read })).rejects.toThrow("ENOENT");
    const { runs } = await listImportRunsFor(administrator, { limit: 1 });
    expect(runs[0]).toMatchObject({ source: "gone", state: "failed" });
  });
});
