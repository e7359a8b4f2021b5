import { AppError, type FieldErrors } from "#app/infra/app-error.ts";
import type { Tx } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { freeSlug, slugOf } from "#app/modules/learning/courses/slugs.ts";
import { findCategory } from "./change-categories.server.ts";
import { checkDraft } from "./draft-check.ts";
import type { Fields } from "./fields.ts";
import { lockBank, lockQuiz } from "./lock-bank.server.ts";
import { type EditedQuestion, lockQuestion, originalLanguage } from "./find-question.server.ts";
import { formatOf, readQuestionForm } from "./read-form.ts";
import { appendSlot, findQuiz } from "./change-slots.server.ts";
import { readTags } from "./tags.ts";
import { isTextField, readTranslationForm, realign } from "./translation-form.ts";
import { writeQuestionForm } from "./write-form.ts";
import { comparableJson } from "#app/lib/canonical-json.ts";
import { withoutLines } from "#app/lib/compare.ts";
import type { QuestionTranslations } from "#app/modules/learning/questions/question-translations.ts";
import type { Question, QuestionKind } from "#app/modules/learning/questions/questions.ts";
import type { Authoring } from "#app/modules/learning/courses/staff-access.server.ts";

/** Where a question lives: in a quiz, by its slug, or in a category of the bank, by its id. */
export type Home = { unit: string } | { category: string };

/**
 * Writes a new question in the course's own language; one of a quiz is asked there at once, at its end. Returns its id.
 * Throws 404 for no such home, 400 with what is wrong beside each field.
 */
export async function createQuestion(
  access: Authoring,
  { kind, home, fields }: { kind: QuestionKind; home: Home; fields: Fields },
): Promise<string> {
  const { id: courseId, defaultLanguage } = access.course;
  const { tags, errors } = readTags(fields.tags?.[0]);
  const read = readQuestionForm(fields, { kind, key: "new", format: formatOf(fields) });
  refuseProblems({ ...checkDraft(read), ...errors });
  return transaction(async (tx) => {
    const container = await containerOf(tx, courseId, home);
    const key = await freeKey(tx, container, slugOf(read.question.title ?? "", "q1"));
    const translations = plain({ [defaultLanguage]: { ...read.question, key } });
    const version = { number: 1, kind, marks: read.question.marks, translations, createdById: access.actor.id };
    const data = { courseId, ...container, key, tags, versions: { create: version } };
    const { id } = await tx.question.create({ data, select: { id: true } });
    if (container.unitId) await appendSlot(tx, container.unitId, { questionId: id });
    return id;
  });
}

export type SavedQuestion = {
  isChanged: boolean;
  /** Translations that no longer fit and were left out: other gaps in a cloze text. Earlier versions keep them. */
  dropped: string[];
};

/**
 * Saves one language of a question. A new version is written only when something changed, so that attempts keep what they
 * asked; `number` is the version that the form was made from. Throws 404, 400 with what is wrong beside each field,
 * and 409 "authoring.question.error.stale" with `data` { number, savedBy, savedAt, fields } when somebody else has saved
 * since.
 */
export async function editQuestion(
  access: Authoring,
  id: string,
  { language, number, fields }: { language: string; number: number; fields: Fields },
): Promise<SavedQuestion> {
  return transaction(async (tx) => {
    const question = await lockQuestion(tx, access.course.id, id);
    if (question.number !== number) throw stale(question, language);
    const original = originalLanguage(question.translations, access.course.defaultLanguage);
    return language === original
      ? saveOriginal(tx, access, question, { language, fields })
      : saveTranslation(tx, access, question, { language, original, fields });
  });
}

type Saving = { language: string; fields: Fields };

async function saveOriginal(
  tx: Tx,
  access: Authoring,
  before: EditedQuestion,
  { language, fields }: Saving,
): Promise<SavedQuestion> {
  const was = before.translations[language]!;
  const { tags, errors } = readTags(fields.tags?.[0]);
  const read = readQuestionForm(fields, { kind: before.kind, key: was.key, format: formatOf(fields, was.format) });
  refuseProblems({ ...checkDraft(read), ...errors });
  const question = keepOrigin(read.question, was);
  const translations: QuestionTranslations = { [language]: question };
  const dropped: string[] = [];
  for (const [code, translation] of Object.entries(before.translations)) {
    if (code === language) continue;
    const fitted = realign(translation, question, read.origins);
    if (fitted) translations[code] = fitted;
    else dropped.push(code);
  }
  if (comparableJson(tags) !== comparableJson(before.tags)) {
    await tx.question.update({ where: { id: before.id }, data: { tags }, select: { id: true } });
  }
  const isReworded = comparableJson(wordsOf(was)) !== comparableJson(wordsOf(question));
  const next = before.number + 1;
  const sources = { ...before.sources, ...(isReworded && { [language]: next }) };
  return { isChanged: await writeVersion(tx, access, before, { translations, sources }), dropped };
}

async function saveTranslation(
  tx: Tx,
  access: Authoring,
  before: EditedQuestion,
  { language, original, fields }: Saving & { original: string },
): Promise<SavedQuestion> {
  const own = before.translations[original]!;
  const was = before.translations[language];
  const read = readTranslationForm(fields, own, was?.format ?? own.format);
  refuseProblems(checkDraft(read));
  const translations = { ...before.translations, [language]: was ? keepOrigin(read.question, was) : read.question };
  // Saving says that it is a translation of what the original says now, changed or not.
  const sources = { ...before.sources, [language]: before.sources[original]! };
  return { isChanged: await writeVersion(tx, access, before, { translations, sources }), dropped: [] };
}

/** A new version when the question differs from its last one; else only what its translations were made from. */
async function writeVersion(
  tx: Tx,
  { actor }: Authoring,
  before: EditedQuestion,
  { translations, sources }: Pick<EditedQuestion, "translations" | "sources">,
): Promise<boolean> {
  const wished = plain(translations);
  const where = { questionId_number: { questionId: before.id, number: before.number } };
  if (comparableJson(withoutLines(before.translations)) === comparableJson(withoutLines(wished))) {
    if (comparableJson(sources) === comparableJson(before.sources)) return false;
    await tx.questionVersion.update({ where, data: { sources }, select: { id: true } });
    return true;
  }
  const { kind, id: questionId } = before;
  const marks = Object.values(translations)[0]!.marks;
  const data = {
    questionId,
    number: before.number + 1,
    kind,
    marks,
    translations: wished,
    sources,
    createdById: actor.id,
  };
  await tx.questionVersion.create({ data, select: { id: true } });
  return true;
}

function stale(question: EditedQuestion, language: string): AppError {
  const translation = question.translations[language];
  const { number, savedBy, savedAt } = question;
  const data = {
    number,
    savedBy,
    savedAt: savedAt.toISOString(),
    fields: translation ? writeQuestionForm(translation) : null,
  };
  return new AppError("authoring.question.error.stale", 409, { data });
}

/** What a form does not show stays as it was: where the question came from and which files it shows. */
function keepOrigin(question: Question, was: Question): Question {
  const { key, category, line, tags, files } = was;
  return { ...question, key, category, line, ...(tags && { tags }), ...(files && { files }) };
}

/** What a translator would have to look at. */
function wordsOf(question: Question): object {
  return Object.fromEntries(Object.entries(writeQuestionForm(question)).filter(([name]) => isTextField(name)));
}

function refuseProblems(fields: FieldErrors): void {
  if (Object.keys(fields).length > 0) throw new AppError("error.form", 400, { fields });
}

type Container = { unitId: string | null; categoryId: string | null };

/** The home of a question, as columns; locked, because its names or its places will change. Throws 404. */
export async function containerOf(tx: Tx, courseId: string, home: Home): Promise<Container> {
  if ("category" in home) {
    await lockBank(tx, courseId);
    return { unitId: null, categoryId: (await findCategory(tx, courseId, home.category)).id };
  }
  const { id } = await findQuiz(tx, courseId, home.unit);
  await lockQuiz(tx, id);
  return { unitId: id, categoryId: null };
}

/** A key that is free in the question's home. */
export async function freeKey(tx: Tx, container: Container, wished: string): Promise<string> {
  const rows = await tx.question.findMany({ where: container, select: { key: true } });
  const taken = new Set(rows.map(({ key }) => key));
  if (wished !== "q1") return freeSlug(wished, (key) => taken.has(key));
  for (let number = 1; ; number++) if (!taken.has(`q${number}`)) return `q${number}`;
}

/** As PostgreSQL will give it back: without what is undefined. */
function plain<T>(value: T): T & object {
  return JSON.parse(JSON.stringify(value)) as T & object;
}
