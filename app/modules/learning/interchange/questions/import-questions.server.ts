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
import type { ReadItem } from "#app/modules/learning/interchange/notation/read-questions.ts";
import { type QuestionFormat, readQuestionFile } from "./read-question-file.ts";
import { type Inline, inlineNames } from "./as-placed.ts";
import { matchQuestions } from "./match-questions.ts";
import { loadQuestions, writeQuestion } from "./write-questions.server.ts";
import { writeCourseFile } from "#app/modules/learning/files/course-files.server.ts";
import type { EmbeddedFile } from "#app/modules/learning/interchange/moodle-xml/embedded.ts";
import type { ImportOutcome } from "#app/modules/learning/interchange/package/import-report.ts";
import { excerpt } from "#app/modules/learning/questions/question-excerpt.ts";
import type { Question } from "#app/modules/learning/questions/questions.ts";
import { lockStructure } from "#app/modules/learning/study/publish-unit.server.ts";
import type { Authoring } from "#app/modules/learning/courses/staff-access.server.ts";

/** One question of a file and what became of it; line 0 is the file as a whole. */
export type ImportedItem = {
  /** The question in the bank or the quiz. */
  id?: string;
  line: number;
  key: string | null;
  /** Its title, else its first words; null when it could not be read so far. */
  title: string | null;
  outcome: ImportOutcome;
  problems: Problem[];
};
export type QuestionsImport = { isRefused: boolean; format: QuestionFormat | null; items: ImportedItem[] };
export type ImportTarget = { unitSlug: string } | { categoryPath: string };
export type ImportInput = {
  name: string;
  bytes: Uint8Array;
  into: ImportTarget;
  language: string;
  /** Take what can be taken when other questions of the file are refused; else one refused question refuses them all. */
  takesPart?: boolean;
  /** Take a question for the one of the same title, when only one has it; else the other content makes it a new one. */
  updatesSameTitle?: boolean;
  /** Questions that an earlier import of the same file has added, and that this one takes back unless they were changed since. */
  instead?: string[];
  /** Told of the reading's end and of questions on the way. */
  onProgress?: (done: number, total: number) => Promise<void>;
  /** Joins the transaction that writes the questions. */
  onWritten?: (tx: Tx, result: QuestionsImport) => Promise<void>;
};

/** Ends the transaction without a trace; what is wrong is the import's answer. */
class RefusedImport extends Error {
  constructor(readonly items: ImportedItem[]) {
    super("refused");
  }
}

/**
 * Takes a file of GIFT or Moodle XML into a quiz or the bank, in one language: all of it or, when a question is refused
 * and the person did not ask to take the others, nothing. Which questions are there already `matchQuestions` says: those are updated in place, as
 * a new version when something changed, and the format's silence takes nothing away. The file's categories are made below the one that was chosen ("" = the top); a quiz has none and asks new questions at its end.
 * Pictures go to the course's files, under another name where theirs is taken. Imports of one course wait for one another.
 * A course, a quiz or a bank that is full, too, is said of the file. Throws 404 for no such place,
 * 400 for a language that the course does not have.
 */
export async function importQuestions(
  access: Authoring,
  { name, bytes, into, language, takesPart = false, updatesSameTitle = false, instead = [], ...told }: ImportInput,
): Promise<QuestionsImport> {
  if (!access.course.languages.includes(language)) throw wrongLanguage();
  const { languages } = access.course;
  const read = readQuestionFile(name, bytes, { language, languages });
  const { format, files, categories, ofFile } = read;
  await told.onProgress?.(0, read.items.length);
  const isPart = takesPart && read.questions.length > 0;
  if (hasErrors(ofFile) || (!isPart && hasErrors(read.problems)))
    return { isRefused: true, format, items: [...fileItems(ofFile), ...read.items.map(untaken)] };
  try {
    return await transaction(async (tx) => {
      await lockStructure(tx, access.course.id);
      await takeBack(tx, access.course.id, instead);
      const renamed = await writeFiles(tx, access.course.id, files);
      const found = read.items.map((item) => ({
        ...item,
        question: item.question && renameFiles(item.question, renamed),
        translations: renamedAll(item.translations, renamed),
      }));
      const names = categories.map((one) => one.names);
      const order = {
        name,
        language,
        format,
        takesPart,
        updatesSameTitle,
        found,
        inline: inlineNames(files, renamed),
        categories: names,
        ...told,
      };
      const items = await ("unitSlug" in into
        ? intoQuiz(tx, access, into.unitSlug, order)
        : intoBank(tx, access, into.categoryPath, order));
      const result = { isRefused: false, format, items: [...fileItems(ofFile), ...items] };
      await told.onWritten?.(tx, result);
      return result;
    });
  } catch (error) {
    if (error instanceof RefusedImport)
      return { isRefused: true, format, items: [...fileItems(ofFile), ...error.items] };
    const full = fullBank(error, name);
    if (!full) throw error;
    return { isRefused: true, format, items: [...fileItems([...full, ...ofFile]), ...read.items.map(untaken)] };
  }
}

/** A bank that the file does not fit into is a remark about the file; null for any other error. */
function fullBank(error: unknown, file: string): Problem[] | null {
  if (!isAppError(error) || error.status !== 409) return null;
  const { values } = error.details;
  return [{ file, line: 0, code: error.code, level: "error", ...(values && { values }) }];
}

type Order = Required<Pick<ImportInput, "name" | "language" | "takesPart" | "updatesSameTitle">> &
  Pick<ImportInput, "onProgress"> & {
    format: QuestionFormat | null;
    inline: Inline;
    found: ReadItem[];
    categories: string[][];
  };

async function intoQuiz(tx: Tx, access: Authoring, slug: string, order: Order): Promise<ImportedItem[]> {
  const { id } = await findQuiz(tx, access.course.id, slug);
  await lockQuiz(tx, id);
  return writeAll(tx, access, order, () => ({ unitId: id, categoryId: null }));
}

async function intoBank(tx: Tx, access: Authoring, base: string, order: Order): Promise<ImportedItem[]> {
  await lockBank(tx, access.course.id);
  const namesOf = ({ category }: Question) => categoryNames(category ?? "");
  // At the top there are categories only: what names none gets one of the file's name.
  const own = order.name.replace(/\.[^.]*$/, "") || "import";
  const named = (names: string[]) => (names.length > 0 || base ? names : [own]);
  const used = order.found.flatMap(({ question }) => (question ? [namesOf(question)] : []));
  const needed = [...order.categories, ...used].map(named);
  const ids = await writeCategories(tx, access.course, { base, needed, language: order.language });
  return writeAll(tx, access, order, (question) => {
    const path = [base, categoryPath(named(namesOf(question)))].filter(Boolean).join("/");
    return { unitId: null, categoryId: ids.get(path) ?? null };
  });
}

/** Questions between two looks at how far an import is. */
const progressStep = 25;

type Home = { unitId: string | null; categoryId: string | null };

async function writeAll(
  tx: Tx,
  access: Authoring,
  { name, language, format, inline, takesPart, updatesSameTitle, found, onProgress }: Order,
  homeOf: (question: Question) => Home,
): Promise<ImportedItem[]> {
  const read = found.flatMap(({ question, id, line }) =>
    question ? [{ question, id, line, at: homeOf(question) }] : [],
  );
  const homes = read.map(({ at }) => at);
  const wanted = read.map(({ at, ...one }) => ({ ...one, home: at.unitId ?? at.categoryId ?? "" }));
  const ownLanguage = access.course.defaultLanguage;
  const present = await loadQuestions(tx, access.course.id, homes);
  const matches = matchQuestions(wanted, present, { language, ownLanguage, format, updatesSameTitle, inline });
  const items: ImportedItem[] = [];
  let at = 0;
  for (const item of found) {
    const [home, match] = item.question ? [homes[at]!, matches[at++]!] : [];
    if (!item.question || !home || !match) {
      items.push(untaken(item));
      continue;
    }
    const { before, key, notes } = match;
    const question = { ...item.question, key };
    const { translations = {} } = item;
    const written = await writeQuestion(tx, access, { question, translations, home, before, language, format, inline });
    const problems = [...notes, ...written.problems].map((one): Problem => ({ file: name, line: item.line, ...one }));
    const { id, outcome } = written;
    items.push({ ...untaken(item), ...(id && { id }), key, outcome, problems: [...item.problems, ...problems] });
    if (items.length % progressStep === 0) await onProgress?.(items.length, found.length);
  }
  const isRefused = !takesPart && items.some(({ outcome }) => outcome === "refused");
  if (isRefused)
    throw new RefusedImport(items.map((item) => (isTaken(item) ? { ...item, outcome: "not_taken" } : item)));
  return items;
}

function renamedAll(translations: ReadItem["translations"] = {}, names: ReadonlyMap<string, string>) {
  return Object.fromEntries(Object.entries(translations).map(([code, one]) => [code, renameFiles(one, names)]));
}

function isTaken({ outcome }: ImportedItem): boolean {
  return outcome === "created" || outcome === "changed" || outcome === "unchanged";
}

/** Removes questions that nobody has touched since they were added. */
async function takeBack(tx: Tx, courseId: string, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  const where = {
    id: { in: ids },
    courseId,
    versions: { none: { OR: [{ number: { gt: 1 } }, { answers: { some: {} } }] } },
  };
  await tx.quizSlot.deleteMany({ where: { question: where } });
  await tx.question.updateMany({ where, data: { removedAt: new Date() } });
}

/** Old name -> the name that the course has given. */
async function writeFiles(tx: Tx, courseId: string, files: EmbeddedFile[]): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (const file of files) names.set(file.name, (await writeCourseFile(tx, courseId, file)).name);
  return names;
}

/** A question of a file from which nothing is taken. */
function untaken({ line, title, question, problems }: ReadItem): ImportedItem {
  const outcome = hasErrors(problems) ? "refused" : question ? "not_taken" : "left_out";
  return {
    line,
    key: question?.key ?? null,
    title: title ?? (question && excerpt(question.prompt)),
    outcome,
    problems,
  };
}

function fileItems(problems: Problem[]): ImportedItem[] {
  return problems.map((problem) => ({
    line: 0,
    key: null,
    title: null,
    problems: [problem],
    outcome: problem.level === "error" ? ("refused" as const) : ("left_out" as const),
  }));
}
