import { AppError, notFound } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import { findQuiz } from "#app/modules/learning/bank/change-slots.server.ts";
import { wrongLanguage } from "#app/modules/learning/authoring/save-draft.server.ts";
import { categoryPath as pathOf, joinCategory } from "#app/modules/learning/interchange/notation/category-names.ts";
import { namedFiles } from "#app/modules/learning/interchange/notation/named-files.ts";
import type { QuestionFormat } from "./read-question-file.ts";
import type { RefusedQuestion } from "#app/modules/learning/interchange/notation/refused-question.ts";
import { readCourseFiles } from "#app/modules/learning/files/read-file.server.ts";
import { writeGift } from "#app/modules/learning/interchange/gift/write-gift.ts";
import { maxXmlBytes } from "#app/modules/learning/interchange/moodle-xml/decode.ts";
import { writeMoodleXml } from "#app/modules/learning/interchange/moodle-xml/write-moodle-xml.ts";
import { translationIn, type QuestionTranslations } from "#app/modules/learning/questions/question-translations.ts";
import type { Question } from "#app/modules/learning/questions/questions.ts";
import type { Authoring } from "#app/modules/learning/courses/staff-access.server.ts";
import { textIn } from "#app/modules/learning/courses/text.ts";

/** Questions at most in one export. */
const maxExported = 2000;

export type ExportInput = { categoryPath?: string; unitSlug?: string; format: QuestionFormat; language: string };
export type QuestionsExport = {
  text: string;
  fileName: string;
  type: string;
  refused: RefusedQuestion[];
  /** Written without a part that the format has no place for, or that Moodle counts otherwise. */
  reduced: RefusedQuestion[];
};

type Row = { key: string; tags: string[]; path: string | null; translations: QuestionTranslations };

type Left = Pick<QuestionsExport, "refused" | "reduced">;

/** What each format would leave out of an export; throws as `exportQuestions`. */
export async function listLeftOut(
  access: Authoring,
  input: Omit<ExportInput, "format">,
): Promise<Record<QuestionFormat, Left> & { count: number }> {
  const questions = await questionsOf(access, input);
  const gift = writeGift(questions);
  const xml = writeMoodleXml(questions, new Map(), input);
  return {
    count: questions.length,
    gift: { refused: gift.refused, reduced: gift.reduced },
    xml: { refused: xml.refused, reduced: xml.reduced },
  };
}

/**
 * Writes the questions of a quiz (its own and those of the bank that it asks, in its order), of a category with all below
 * it, or of the whole bank, in one language; where a question has none, in the course's own. Throws 404 for no such place, 400 for a language that the course does not have, 409 for more than one file holds.
 */
export async function exportQuestions(access: Authoring, input: ExportInput): Promise<QuestionsExport> {
  const { course } = access;
  const { format, language, categoryPath = "", unitSlug } = input;
  const questions = await questionsOf(access, input);
  const stem = [course.slug, unitSlug ?? (categoryPath.split("/").at(-1) || "questions"), language].join(".");
  if (format === "gift") {
    return { ...writeGift(questions), fileName: `${stem}.gift`, type: "text/plain; charset=utf-8" };
  }
  const files = await filesOf(course.id, questions);
  return {
    ...writeMoodleXml(questions, files, { language }),
    fileName: `${stem}.xml`,
    type: "application/xml; charset=utf-8",
  };
}

async function questionsOf(access: Authoring, input: Omit<ExportInput, "format">): Promise<Question[]> {
  const { course } = access;
  const { language, categoryPath = "", unitSlug } = input;
  if (!course.languages.includes(language)) throw wrongLanguage();
  const rows = unitSlug ? await rowsOfQuiz(course.id, unitSlug) : await rowsOfBank(course.id, categoryPath);
  if (rows.length > maxExported)
    throw new AppError("courses.xml.export_too_many", 409, { values: { max: maxExported } });
  const names = unitSlug ? new Map<string, string>() : await categoryTitles(access, language);
  return rows.map(({ key, tags, path, translations }): Question => {
    const { question } = translationIn(translations, language, course.defaultLanguage);
    const { tags: _tags, ...rest } = question;
    const category = path === null ? null : joined(path, names);
    return { ...rest, key, category, ...(tags.length > 0 && { tags }) } as Question;
  });
}

async function rowsOfQuiz(courseId: string, slug: string): Promise<Row[]> {
  const { id } = await findQuiz(db(), courseId, slug);
  return db().$queryRaw<Row[]>`
    SELECT q.key, q.tags, NULL AS path, v.layers AS translations FROM quiz_slots s JOIN questions q ON q.id = s.question_id
      JOIN LATERAL (SELECT layers FROM question_versions WHERE question_id = q.id ORDER BY number DESC LIMIT 1) v ON true
     WHERE s.unit_id = ${id}::uuid AND q.removed_at IS NULL ORDER BY s.position, s.id LIMIT ${maxExported + 1}`;
}

async function rowsOfBank(courseId: string, path: string): Promise<Row[]> {
  const where = { courseId_path: { courseId, path } };
  if (path && !(await db().questionCategory.findUnique({ where, select: { id: true } }))) throw notFound();
  return db().$queryRaw<Row[]>`
    SELECT q.key, q.tags, c.path, v.layers AS translations FROM question_categories c JOIN questions q ON q.category_id = c.id
      JOIN LATERAL (SELECT layers FROM question_versions WHERE question_id = q.id ORDER BY number DESC LIMIT 1) v ON true
     WHERE c.course_id = ${courseId}::uuid AND q.removed_at IS NULL
       AND (${path} = '' OR c.path = ${path} OR starts_with(c.path, ${path} || '/'))
     ORDER BY string_to_array(c.path, '/'), q.id LIMIT ${maxExported + 1}`;
}

async function categoryTitles({ course }: Authoring, language: string): Promise<Map<string, string>> {
  const where = { courseId: course.id };
  const rows = await db().questionCategory.findMany({ where, select: { path: true, title: true } });
  return new Map(rows.map(({ path, title }) => [path, textIn(title, language, course.defaultLanguage).text]));
}

/** A title that would give another path when it is read again (it was renamed since) is replaced by its part of the path. */
function joined(path: string, titles: ReadonlyMap<string, string>): string {
  const parts = path.split("/");
  return joinCategory(parts.map((part, at) => titled(part, titles.get(parts.slice(0, at + 1).join("/")) ?? part)));
}

function titled(part: string, title: string): string {
  return pathOf([title]) === part ? title : part;
}

async function filesOf(courseId: string, questions: Question[]): Promise<Map<string, Buffer>> {
  const names = [...new Set(questions.flatMap(namedFiles))];
  if (names.length === 0) return new Map();
  const where = { courseId, name: { in: names } };
  const { _sum } = await db().courseFile.aggregate({ where, _sum: { bytes: true } });
  // Four letters for each three bytes, and the reader's own limit.
  if ((_sum.bytes ?? 0) * 1.4 > maxXmlBytes) {
    throw new AppError("courses.xml.export_too_large", 409, {
      values: { max: Math.floor(maxXmlBytes / 1.4 / 1024 / 1024) },
    });
  }
  return readCourseFiles(db(), courseId, names);
}
