import { randomUUID } from "node:crypto";
import type { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { forbidden, notFound, fieldError } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import { logger } from "#app/infra/logger.server.ts";
import { deleteFile, openFile, putFile } from "#app/infra/storage.server.ts";
import { record, transaction } from "#app/infra/transaction.server.ts";
import { hasErrors, type Problem } from "#app/lib/problem.ts";
import { stripUnsafeCharacters, truncate } from "#app/lib/text.ts";
import { isUuid } from "#app/lib/uuid.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { withHandle } from "#app/modules/accounts/person-columns.ts";
import { requireActive } from "#app/modules/accounts/policy.ts";
import { importCourse, type ImportResult } from "./import-course.server.ts";
import { type ImportItem, refusedReport } from "#app/modules/learning/interchange/package/import-report.ts";
import { readPackageZip } from "#app/modules/learning/interchange/package/read-zip.server.ts";
import { readCoursePackage } from "#app/modules/learning/interchange/package/read-course-package.ts";
import type { PackageFiles } from "#app/modules/learning/interchange/package/types.ts";
import { canImport } from "#app/modules/learning/courses/policy.ts";

type ReadFiles = { files: PackageFiles; problems: Problem[] };

/**
 * Takes a zip from an administrator: keeps it, notes the run, and leaves the import to the worker. `content` is read to
 * its end. Returns the run's id. Throws 401 for a guest, 403 for others, 400 for an empty file.
 */
export async function requestImport(
  actor: MaybeActor,
  { name, content }: { name: string; content: Readable },
): Promise<{ importRunId: string }> {
  const { id: actorId } = requireImporter(actor);
  const storageKey = `imports/${randomUUID()}.zip`;
  await putFile(storageKey, content);
  if ((await openFile(storageKey).then(closed)) === 0) {
    await deleteFile(storageKey);
    throw fieldError("package", "learning.error.no_file");
  }
  const source = truncate(stripUnsafeCharacters(name), 120) || "zip";
  return transaction(async (tx) => {
    const run = await tx.importRun.create({ data: { actorId, source, storageKey }, select: { id: true } });
    await record(tx, "learning.import.requested", { importRunId: run.id });
    return { importRunId: run.id };
  });
}

/**
 * Carries out a run that was requested: the worker's part. The report is written with the import in one transaction, so
 * a second delivery finds the run finished and does nothing. Throws what was not foreseen, with the run marked "failed"
 * until the next try.
 */
export async function runImport(importRunId: string, { at = new Date() } = {}): Promise<void> {
  const run = await db().importRun.findUnique({
    where: { id: importRunId },
    select: { state: true, storageKey: true },
  });
  if (!run?.storageKey || run.state === "done" || run.state === "refused") return;
  const { storageKey } = run;
  await carryOut(
    importRunId,
    async () => readPackageZip(await openFile(storageKey).then(({ stream }) => buffer(stream))),
    at,
  );
  await deleteFile(storageKey);
}

/**
 * Imports a package that is at hand, for the seed and for the command line, where whoever runs the program may do
 * everything. The run is kept in the list like any other. Returns its report; nothing is changed when it is refused.
 */
export async function importPackage(
  { source, read }: { source: string; read: () => Promise<ReadFiles> },
  { at = new Date() } = {},
): Promise<{ isRefused: boolean; report: ImportItem[] }> {
  const run = await db().importRun.create({ data: { source, createdAt: at }, select: { id: true } });
  return carryOut(run.id, read, at);
}

async function carryOut(id: string, read: () => Promise<ReadFiles>, at: Date) {
  await db().importRun.update({ where: { id }, data: { state: "running", done: 0 }, select: { id: true } });
  try {
    const { files, problems: unreadable } = await read();
    const parsed = unreadable.length > 0 ? { course: null, problems: unreadable } : readCoursePackage(files);
    const { course, problems } = parsed;
    if (!course || hasErrors(problems)) {
      const report = refusedReport(problems);
      await db().importRun.update({
        where: { id },
        data: finished({ isRefused: true, report }, at),
        select: { id: true },
      });
      return { isRefused: true, report };
    }
    return await importCourse(course, {
      at,
      warnings: problems,
      onProgress: progressOf(id, course.slug),
      onWritten: async (tx, result) => {
        const data = { ...finished(result, at), courseSlug: course.slug };
        await tx.importRun.update({ where: { id }, data, select: { id: true } });
      },
    });
  } catch (error) {
    logger().warn({ importRunId: id }, "an import broke off; nothing was changed");
    await db().importRun.update({ where: { id }, data: { state: "failed", finishedAt: at }, select: { id: true } });
    throw error;
  }
}

function finished({ isRefused, report }: Pick<ImportResult, "isRefused" | "report">, at: Date) {
  const state = isRefused ? ("refused" as const) : ("done" as const);
  return { state, report: report as object[], finishedAt: at };
}

/** Ten writes a second are enough to watch. */
const progressPause = 100;

function progressOf(id: string, courseSlug: string) {
  let last = 0;
  return async (done: number, total: number) => {
    if (done > 0 && done < total && Date.now() - last < progressPause) return;
    last = Date.now();
    await db().importRun.update({ where: { id }, data: { done, total, courseSlug }, select: { id: true } });
  };
}

export type ImportRunView = Awaited<ReturnType<typeof getImportRunFor>>;

/** A run with its report. Throws 401 for a guest, 403 for others than administrators, 404 for no such run. */
export async function getImportRunFor(actor: MaybeActor, id: string) {
  requireImporter(actor);
  if (!isUuid(id)) throw notFound();
  const run = await db().importRun.findUnique({
    where: { id },
    select: { ...runColumns, total: true, done: true, report: true },
  });
  if (!run) throw notFound();
  return { ...run, report: run.report as unknown as ImportItem[] };
}

/** How far a run is, for the page that watches it. Throws as `getImportRunFor`. */
export async function getImportProgressFor(actor: MaybeActor, id: string) {
  const { state, done, total } = await getImportRunFor(actor, id);
  return { state, done, total, isFinished: isFinished(state) };
}

/** A page of runs, newest first. Throws 401 for a guest, 403 for others than administrators. Two SQL statements. */
export async function listImportRunsFor(
  actor: MaybeActor,
  { before, limit = 20 }: { before?: string | null; limit?: number },
) {
  requireImporter(actor);
  const rows = await db().importRun.findMany({
    // UUIDv7 ids rise with time, so the id alone is the cursor.
    where: before && isUuid(before) ? { id: { lt: before } } : {},
    select: runColumns,
    orderBy: { id: "desc" },
    take: limit + 1,
  });
  return { runs: rows.slice(0, limit), next: rows.length > limit ? (rows[limit - 1]?.id ?? null) : null };
}

/** Whether nothing more will happen to a run by itself. A failed one is tried again. */
export function isFinished(state: string): boolean {
  return state === "done" || state === "refused" || state === "failed";
}

const runColumns = {
  id: true,
  source: true,
  state: true,
  courseSlug: true,
  createdAt: true,
  finishedAt: true,
  actor: withHandle,
} as const;

/** Whoever may import courses. Throws 401 for a guest, 403 for others than administrators. */
export function requireImporter(actor: MaybeActor) {
  const active = requireActive(actor);
  if (!canImport(active)) throw forbidden();
  return active;
}

function closed({ stream, size }: { stream: Readable; size: number }): number {
  stream.destroy();
  return size;
}
