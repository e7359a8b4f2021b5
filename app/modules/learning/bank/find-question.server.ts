import { allPeople } from "#app/modules/accounts/people.server.ts";
import { notFound } from "#app/infra/app-error.ts";
import { db, type Db, type Tx } from "#app/infra/db.server.ts";
import { isId } from "./lock-bank.server.ts";
import type { QuestionTranslations } from "#app/modules/learning/questions/question-translations.ts";
import type { QuestionKind } from "#app/modules/learning/questions/questions.ts";
import type { Authoring } from "#app/modules/learning/courses/staff-access.server.ts";

/** A question as it is edited: its last version, and what hangs on it. */
export type EditedQuestion = {
  id: string;
  key: string;
  kind: QuestionKind;
  tags: string[];
  isRemoved: boolean;
  /** The number of its last version, when that was written and by whom. */
  number: number;
  marks: number;
  translations: QuestionTranslations;
  /** As `question_versions.sources`, complete: every language of `translations` has a number. */
  sources: Record<string, number>;
  savedAt: Date;
  savedBy: string | null;
  /** Attempts that ask any of its versions. */
  attempts: number;
  /** The quiz that it belongs to, by its slug; null for a question of the bank. */
  unitSlug: string | null;
  categoryId: string | null;
  /** The quizzes that ask it in a place of its own, by their slugs. */
  askedIn: string[];
};

/** A question of the course for its authors, removed ones too. One SQL statement. Throws 404. */
export async function getQuestionFor(access: Authoring, id: string): Promise<EditedQuestion> {
  return findQuestion(db(), access.course.id, id);
}

/** The same in a transaction that changes it: its row is locked. */
export async function lockQuestion(tx: Tx, courseId: string, id: string): Promise<EditedQuestion> {
  if (!isId(id)) throw notFound();
  await tx.$queryRaw`SELECT 1 FROM questions WHERE id = ${id}::uuid FOR UPDATE`;
  return findQuestion(tx, courseId, id);
}

/** The same without asking who wants to know. */
export async function findQuestion(from: Db, courseId: string, id: string): Promise<EditedQuestion> {
  if (!isId(id)) throw notFound();
  const [row] = await from.$queryRaw<EditedQuestion[]>`
    SELECT q.id, q.key, q.tags, q.removed_at IS NOT NULL AS "isRemoved", q.category_id AS "categoryId",
           v.kind, v.number, v.marks, v.layers AS translations, v.sources, v.created_at AS "savedAt", w.name AS "savedBy",
           u.slug AS "unitSlug",
           (SELECT count(DISTINCT a.attempt_id)::int FROM attempt_answers a
              JOIN question_versions x ON x.id = a.question_version_id WHERE x.question_id = q.id) AS attempts,
           ARRAY(SELECT DISTINCT i.slug FROM quiz_slots s JOIN units i ON i.id = s.unit_id
                  WHERE s.question_id = q.id ORDER BY i.slug) AS "askedIn"
      FROM questions q
      JOIN LATERAL (SELECT * FROM question_versions WHERE question_id = q.id ORDER BY number DESC LIMIT 1) v ON true
      LEFT JOIN ${allPeople} w ON w.id = v.created_by_id
      LEFT JOIN units u ON u.id = q.unit_id
     WHERE q.id = ${id}::uuid AND q.course_id = ${courseId}::uuid`;
  if (!row) throw notFound();
  return { ...row, sources: completeSources(row) };
}

/** A language that a version does not name was written with that version. */
export function completeSources({
  translations,
  sources,
  number,
}: Pick<EditedQuestion, "translations" | "sources" | "number">): Record<string, number> {
  return Object.fromEntries(Object.keys(translations).map((language) => [language, sources[language] ?? number]));
}

/** The language that the others are translations of: the course's own, or the first that there is. */
export function originalLanguage(translations: QuestionTranslations, courseLanguage: string): string {
  return Object.hasOwn(translations, courseLanguage)
    ? courseLanguage
    : (Object.keys(translations)[0] ?? courseLanguage);
}

export type QuestionVersionRow = {
  number: number;
  translations: QuestionTranslations;
  createdAt: Date;
  author: string | null;
  attempts: number;
};

/** The last versions of a question, newest first, at most `limit`. One SQL statement. */
export async function listVersions(access: Authoring, id: string, limit = 20): Promise<QuestionVersionRow[]> {
  if (!isId(id)) throw notFound();
  return db().$queryRaw<QuestionVersionRow[]>`
    SELECT v.number, v.layers AS translations, v.created_at AS "createdAt", w.name AS author,
           (SELECT count(*)::int FROM attempt_answers a WHERE a.question_version_id = v.id) AS attempts
      FROM question_versions v JOIN questions q ON q.id = v.question_id
      LEFT JOIN ${allPeople} w ON w.id = v.created_by_id
     WHERE v.question_id = ${id}::uuid AND q.course_id = ${access.course.id}::uuid
     ORDER BY v.number DESC LIMIT ${limit}`;
}
