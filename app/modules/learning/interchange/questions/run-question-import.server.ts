import { notFound } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import { stripUnsafeCharacters, truncate } from "#app/lib/text.ts";
import { isId } from "#app/modules/learning/bank/lock-bank.server.ts";
import { type ImportedItem, type ImportInput, importQuestions } from "./import-questions.server.ts";
import type { ImportItem } from "#app/modules/learning/interchange/package/import-report.ts";
import type { Authoring } from "#app/modules/learning/courses/staff-access.server.ts";

/**
 * Takes a file of questions and keeps the report of it, so that its page survives a reload. Returns the id of the run.
 * Throws as `importQuestions`; a file with errors is no failure: its report says them and nothing was changed.
 */
export async function runQuestionImport(
  access: Authoring,
  input: ImportInput,
  { at = new Date() } = {},
): Promise<string> {
  const { isRefused, items } = await importQuestions(access, input);
  const data = {
    actorId: access.actor.id,
    courseSlug: access.course.slug,
    source: truncate(stripUnsafeCharacters(input.name), 120) || "?",
    state: isRefused ? ("refused" as const) : ("done" as const),
    total: items.length,
    done: items.length,
    createdAt: at,
    finishedAt: at,
    report: items.map(reportItem) as object[],
  };
  const { id } = await db().importRun.create({ data, select: { id: true } });
  return id;
}

export type QuestionImportRun = {
  id: string;
  source: string;
  isRefused: boolean;
  createdAt: Date;
  report: ImportItem[];
};

/** The report of an import into this course. One SQL statement. Throws 404. */
export async function getQuestionImportFor(access: Authoring, id: string): Promise<QuestionImportRun> {
  if (!isId(id)) throw notFound();
  const select = { id: true, source: true, state: true, createdAt: true, report: true, courseSlug: true } as const;
  const run = await db().importRun.findUnique({ where: { id }, select });
  if (run?.courseSlug !== access.course.slug || (run.state !== "done" && run.state !== "refused")) throw notFound();
  const { source, createdAt } = run;
  return { id, source, createdAt, isRefused: run.state === "refused", report: run.report as unknown as ImportItem[] };
}

function reportItem({ line, title, outcome, problems }: ImportedItem, at: number): ImportItem {
  return { item: String(at + 1), ...(title !== null && { title }), ...(line > 0 && { line }), outcome, problems };
}
