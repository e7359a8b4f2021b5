import { randomUUID } from "node:crypto";
import type { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { AppError, fieldError, isAppError, notFound } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import { logger } from "#app/infra/logger.server.ts";
import { deleteFile, openFile, putFile } from "#app/infra/storage.server.ts";
import { record, transaction } from "#app/infra/transaction.server.ts";
import { stripUnsafeCharacters, truncate } from "#app/lib/text.ts";
import { findActor } from "#app/modules/accounts/sessions.server.ts";
import { isId } from "#app/modules/learning/bank/lock-bank.server.ts";
import type { ImportItem } from "#app/modules/learning/interchange/package/import-report.ts";
import { type Authoring, getAuthoringFor } from "#app/modules/learning/courses/staff-access.server.ts";
import {
  type ImportedItem,
  type ImportInput,
  importQuestions,
  type QuestionsImport,
} from "./import-questions.server.ts";

/** What a run keeps of its wish; `beside` are the questions that it has added because their title was taken. */
type Options = Pick<ImportInput, "into" | "language" | "takesPart" | "updatesSameTitle" | "instead"> & {
  beside?: string[];
};
type Wish = Omit<Options, "instead" | "beside"> & { name: string; content: Readable };

/**
 * Takes a file of questions: keeps it, notes the run, and leaves reading and importing to the worker. Returns the id of the
 * run, whose page follows it. Throws 400 for an empty file.
 */
export async function requestQuestionImport(access: Authoring, { name, content, ...options }: Wish): Promise<string> {
  const storageKey = `imports/${randomUUID()}.questions`;
  await putFile(storageKey, content);
  const { stream, size } = await openFile(storageKey);
  stream.destroy();
  if (size === 0) {
    await deleteFile(storageKey);
    throw fieldError("file", "authoring.editor.error.no_file");
  }
  const source = truncate(stripUnsafeCharacters(name), 120) || "?";
  return begin(access, { source, storageKey, options });
}

type Beginning = { source: string; storageKey: string; options: Options; from?: string };

async function begin(access: Authoring, { source, storageKey, options, from }: Beginning): Promise<string> {
  return transaction(async (tx) => {
    if (from) {
      const { count } = await tx.importRun.updateMany({ where: { id: from, storageKey }, data: { storageKey: null } });
      // Sent twice: the first one has the file.
      if (count === 0) throw new AppError("authoring.bank.error.no_choice", 409);
    }
    const data = { actorId: access.actor.id, courseSlug: access.course.slug, source, storageKey, options };
    const { id } = await tx.importRun.create({ data, select: { id: true } });
    await record(tx, "learning.questions_import.requested", { importRunId: id });
    return id;
  });
}

/**
 * Takes the file of a run once more, another way: what can be taken of a refused file, or the questions whose title was
 * taken in place of those that bear it. Returns the id of the new run. Throws 404 for no such run, 409 "authoring.bank.error.no_choice"
 * when there is nothing to choose or the file is gone.
 */
export async function repeatQuestionImport(access: Authoring, id: string, wish: "part" | "titles"): Promise<string> {
  const run = await findRun(access, id);
  const { storageKey, source, options } = run;
  if (!storageKey || !choicesOf(run).includes(wish)) throw new AppError("authoring.bank.error.no_choice", 409);
  const { beside = [], ...before } = options;
  const more = wish === "part" ? { takesPart: true } : { updatesSameTitle: true, instead: beside };
  return begin(access, { source, storageKey, options: { ...before, ...more }, from: id });
}

/**
 * Carries out a run: the worker's part. The report is written with the questions in one transaction, so a second delivery
 * finds the run finished and does nothing. Whoever has lost the right meanwhile imports nothing. Throws what was not
 * foreseen, with the run marked "failed" until the next try.
 */
export async function runQuestionImport(importRunId: string, { at = new Date() } = {}): Promise<void> {
  const select = {
    state: true,
    storageKey: true,
    options: true,
    actorId: true,
    courseSlug: true,
    source: true,
  } as const;
  const run = await db().importRun.findUnique({ where: { id: importRunId }, select });
  if (!run?.storageKey || !run.options || run.state === "done" || run.state === "refused") return;
  const { storageKey, source } = run;
  const options = run.options as unknown as Options;
  const where = { id: importRunId };
  await db().importRun.update({ where, data: { state: "running", done: 0 }, select: { id: true } });
  try {
    const actor = run.actorId === null ? null : await findActor(run.actorId);
    const access = await getAuthoringFor(actor, run.courseSlug ?? "", options.language);
    const bytes = await openFile(storageKey).then(({ stream }) => buffer(stream));
    const result = await importQuestions(access, {
      ...options,
      name: source,
      bytes,
      onProgress: async (done, total) => {
        await db().importRun.update({ where, data: { done, total }, select: { id: true } });
      },
      onWritten: async (tx, written) => {
        await tx.importRun.update({ where, data: finished(written, options, at), select: { id: true } });
      },
    });
    if (result.isRefused)
      await db().importRun.update({ where, data: finished(result, options, at), select: { id: true } });
  } catch (error) {
    // A place or a right that is gone will not come back by trying again.
    const isOver = isAppError(error) && error.status < 500;
    const problem = isOver ? { file: source, line: 0, code: error.code, level: "error" as const } : null;
    const report = problem ? [{ item: "1", outcome: "refused", problems: [problem] }] : [];
    const state = isOver ? ("refused" as const) : ("failed" as const);
    await db().importRun.update({ where, data: { state, report, finishedAt: at }, select: { id: true } });
    if (!isOver) logger().warn({ importRunId }, "an import of questions broke off; nothing was changed");
    if (!isOver) throw error;
  }
  await dropFile(importRunId, storageKey);
}

/** A file that nothing more can be chosen for is not kept. */
async function dropFile(id: string, storageKey: string): Promise<void> {
  const row = await db().importRun.findUniqueOrThrow({ where: { id }, select: runColumns });
  if (choicesOf(asRun(row)).length > 0) return;
  await deleteFile(storageKey);
  await db().importRun.update({ where: { id }, data: { storageKey: null }, select: { id: true } });
}

function finished({ isRefused, items }: QuestionsImport, options: Options, at: Date) {
  const beside = items.flatMap(({ id, problems }) => (id && problems.some(isTitleTaken) ? [id] : []));
  return {
    state: isRefused ? ("refused" as const) : ("done" as const),
    done: items.length,
    total: items.length,
    report: items.map(reportItem) as object[],
    options: { ...options, beside },
    finishedAt: at,
  };
}

const isTitleTaken = ({ code }: { code: string }) => code === "courses.questions.title_taken";

function reportItem({ line, title, outcome, problems }: ImportedItem, at: number): ImportItem {
  return { item: String(at + 1), ...(title !== null && { title }), ...(line > 0 && { line }), outcome, problems };
}

const runColumns = {
  id: true,
  source: true,
  state: true,
  total: true,
  done: true,
  createdAt: true,
  report: true,
  courseSlug: true,
  options: true,
  storageKey: true,
} as const;

type Run = {
  id: string;
  source: string;
  state: "waiting" | "running" | "done" | "refused" | "failed";
  total: number;
  done: number;
  createdAt: Date;
  report: ImportItem[];
  options: Options;
  storageKey: string | null;
};

const asRun = (row: object): Run => row as unknown as Run;

/** What the person may choose after a run: to take the rest of a refused file, to update the questions of the same title. */
function choicesOf({ state, report, options }: Run): ("part" | "titles")[] {
  if (state === "refused" && report.some(({ outcome }) => outcome === "not_taken")) return ["part"];
  return state === "done" && (options?.beside?.length ?? 0) > 0 ? ["titles"] : [];
}

export type QuestionImportRun = Pick<Run, "id" | "source" | "state" | "total" | "done" | "createdAt" | "report"> & {
  isRefused: boolean;
  isOver: boolean;
  choices: ("part" | "titles")[];
};

/** An import into this course, with its report when it is over. One SQL statement. Throws 404. */
export async function getQuestionImportFor(access: Authoring, id: string): Promise<QuestionImportRun> {
  const run = await findRun(access, id);
  const { options: _options, storageKey, ...told } = run;
  const isOver = run.state === "done" || run.state === "refused" || run.state === "failed";
  return { ...told, isRefused: run.state === "refused", isOver, choices: storageKey ? choicesOf(run) : [] };
}

async function findRun(access: Authoring, id: string): Promise<Run> {
  if (!isId(id)) throw notFound();
  const row = await db().importRun.findUnique({ where: { id }, select: runColumns });
  if (!row || row.courseSlug !== access.course.slug) throw notFound();
  return asRun({ ...row, options: row.options ?? {} });
}
