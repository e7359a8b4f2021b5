import { isAppError } from "#app/infra/app-error.ts";
import { type Tx } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { hasErrors, type Problem } from "#app/lib/problem.ts";
import { lockBank, lockQuiz } from "#app/modules/learning/bank/lock-bank.server.ts";
import { findQuiz } from "#app/modules/learning/bank/change-slots.server.ts";
import { wrongLanguage } from "#app/modules/learning/authoring/save-draft.server.ts";
import { writeCategories } from "./write-categories.server.ts";
import { categoryNames, categoryPath } from "#app/modules/learning/interchange/notation/category-names.ts";
import { renameFiles } from "#app/modules/learning/interchange/notation/named-files.ts";
import { type QuestionFormat, readQuestionFile } from "./read-question-file.ts";
import { loadQuestions, writeQuestion } from "./write-questions.server.ts";
import { writeCourseFile } from "#app/modules/learning/files/course-files.server.ts";
import type { EmbeddedFile } from "#app/modules/learning/interchange/moodle-xml/embedded.ts";
import type { ImportOutcome } from "#app/modules/learning/interchange/package/import-report.ts";
import type { Question } from "#app/modules/learning/questions/questions.ts";
import { lockStructure } from "#app/modules/learning/study/publish-unit.server.ts";
import type { Authoring } from "#app/modules/learning/courses/staff-access.server.ts";

/** One question of a file and what became of it; a refused one may not even have a name. */
export type ImportedItem = {
  line: number;
  key: string | null;
  title: string | null;
  outcome: ImportOutcome;
  problems: Problem[];
};
export type QuestionsImport = { isRefused: boolean; format: QuestionFormat | null; items: ImportedItem[] };
export type ImportTarget = { unitSlug: string } | { categoryPath: string };
export type ImportInput = { name: string; bytes: Uint8Array; into: ImportTarget; language: string };

/** Ends the transaction without a trace; what is wrong is the import's answer. */
class RefusedImport extends Error {
  constructor(readonly problems: Problem[]) {
    super("refused");
  }
}

/**
 * Takes a file of GIFT or Moodle XML into a quiz or the bank, in one language: all of it or, when anything in it is
 * refused, nothing. A key that is there already is updated in place, as a new version when something changed. The file's
 * categories are made below the one that was chosen ("" = the top); a quiz has none and asks new questions at its end.
 * Pictures go to the course's files, under another name where theirs is taken. Imports of one course wait for one another.
 * A course, a quiz or a bank that is full, too, is said of the file. Throws 404 for no such place,
 * 400 for a language that the course does not have.
 */
export async function importQuestions(
  access: Authoring,
  { name, bytes, into, language }: ImportInput,
): Promise<QuestionsImport> {
  if (!access.course.languages.includes(language)) throw wrongLanguage();
  const { format, questions, files, categories, problems } = readQuestionFile(name, bytes);
  if (hasErrors(problems)) return { isRefused: true, format, items: refusedItems(problems) };
  try {
    const items = await transaction(async (tx) => {
      await lockStructure(tx, access.course.id);
      const renamed = await writeFiles(tx, access.course.id, files);
      const named = questions.map((question) => renameFiles(question, renamed));
      const order = { name, language, questions: named, categories: categories.map((one) => one.names) };
      return "unitSlug" in into
        ? intoQuiz(tx, access, into.unitSlug, order)
        : intoBank(tx, access, into.categoryPath, order);
    });
    return { isRefused: false, format, items: withWarnings(items, problems) };
  } catch (error) {
    const refused = error instanceof RefusedImport ? error.problems : fullBank(error, name);
    if (!refused) throw error;
    return { isRefused: true, format, items: refusedItems([...refused, ...problems]) };
  }
}

/** A bank that the file does not fit into is a remark about the file; null for any other error. */
function fullBank(error: unknown, file: string): Problem[] | null {
  if (!isAppError(error) || error.status !== 409) return null;
  const { values } = error.details;
  return [{ file, line: 0, code: error.code, level: "error", ...(values && { values }) }];
}

type Order = { name: string; language: string; questions: Question[]; categories: string[][] };

async function intoQuiz(tx: Tx, access: Authoring, slug: string, order: Order): Promise<ImportedItem[]> {
  const { id } = await findQuiz(tx, access.course.id, slug);
  await lockQuiz(tx, id);
  const lines = new Map<string, number>();
  const twice = order.questions.flatMap(({ key, line }): Problem[] => {
    const first = lines.get(key);
    lines.set(key, first ?? line);
    if (first === undefined) return [];
    return [{ file: order.name, line, code: "courses.xml.duplicate_id", values: { id: key, first }, level: "error" }];
  });
  if (twice.length > 0) throw new RefusedImport(twice);
  return writeAll(tx, access, order, () => ({ unitId: id, categoryId: null }));
}

async function intoBank(tx: Tx, access: Authoring, base: string, order: Order): Promise<ImportedItem[]> {
  await lockBank(tx, access.course.id);
  const named = order.questions.map(({ category }) => categoryNames(category ?? ""));
  // At the top there are categories only: what names none gets one of the file's name.
  const own = order.name.replace(/\.[^.]*$/, "") || "import";
  const needed = [...order.categories, ...named].map((names) => (names.length > 0 || base ? names : [own]));
  const ids = await writeCategories(tx, access.course, { base, needed, language: order.language });
  return writeAll(tx, access, order, (at) => {
    const names = named[at]?.length || base ? (named[at] ?? []) : [own];
    const path = [base, categoryPath(names)].filter(Boolean).join("/");
    return { unitId: null, categoryId: ids.get(path) ?? null };
  });
}

type Home = { unitId: string | null; categoryId: string | null };

async function writeAll(
  tx: Tx,
  access: Authoring,
  order: Order,
  homeOf: (at: number) => Home,
): Promise<ImportedItem[]> {
  const homes = order.questions.map((_, at) => homeOf(at));
  const present = await loadQuestions(tx, access.course.id, homes);
  const items: ImportedItem[] = [];
  for (const [at, question] of order.questions.entries()) {
    const home = homes[at]!;
    const before = present.get(`${home.unitId ?? home.categoryId}/${question.key}`) ?? null;
    const written = await writeQuestion(tx, access, { question, home, before, language: order.language });
    const problems = written.problems.map((one): Problem => ({ file: order.name, line: question.line, ...one }));
    items.push({ line: question.line, key: question.key, title: question.title, outcome: written.outcome, problems });
  }
  const problems = items.flatMap((item) => item.problems);
  if (hasErrors(problems)) throw new RefusedImport(problems);
  return items;
}

/** Old name -> the name that the course has given. */
async function writeFiles(tx: Tx, courseId: string, files: EmbeddedFile[]): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (const file of files) names.set(file.name, (await writeCourseFile(tx, courseId, file)).name);
  return names;
}

function refusedItems(problems: Problem[]): ImportedItem[] {
  return problems.map((problem) => ({
    line: problem.line,
    key: null,
    title: null,
    problems: [problem],
    outcome: problem.level === "error" ? ("refused" as const) : ("unchanged" as const),
  }));
}

/** Warnings of the reading stand at the question that they are in: the last one that begins before them. */
function withWarnings(items: ImportedItem[], warnings: Problem[]): ImportedItem[] {
  const extended = items.map((item) => ({ ...item, problems: [...item.problems] }));
  const others: Problem[] = [];
  for (const warning of warnings) {
    const item = extended.findLast(({ line }) => line <= warning.line);
    if (item && warning.code !== "courses.xml.description_skipped") item.problems.push(warning);
    else others.push(warning);
  }
  return [...extended, ...refusedItems(others)].sort((one, other) => one.line - other.line);
}
