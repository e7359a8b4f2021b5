import { AppError, notFound } from "#app/infra/app-error.ts";
import { db, type Db, type Tx } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { freeSlug, slugOf } from "#app/modules/learning/courses/slugs.ts";
import { isId, lockBank } from "./lock-bank.server.ts";
import type { Authoring } from "#app/modules/learning/courses/staff-access.server.ts";
import { type Text, textIn } from "#app/modules/learning/courses/text.ts";

export type Category = {
  id: string;
  /** "regulation/ai": its own name is the last part. */
  path: string;
  /** 0 for one at the top. */
  depth: number;
  title: Text;
  titles: Record<string, string>;
  /** Questions that can be asked: in itself, and with all categories below. */
  questions: number;
  questionsBelow: number;
};

/** Categories at most in one course, and levels at most. */
export const maxCategories = 500;
export const maxDepth = 6;

/** The tree of a course's bank, parents before their children. One SQL statement. */
export async function listCategories(access: Authoring, language: string): Promise<Category[]> {
  const { id, defaultLanguage } = access.course;
  const rows = await db().$queryRaw<{ id: string; path: string; title: Record<string, string>; questions: number }[]>`
    SELECT c.id, c.path, c.title,
           (SELECT count(*)::int FROM questions q WHERE q.category_id = c.id AND q.removed_at IS NULL) AS questions
      FROM question_categories c WHERE c.course_id = ${id}::uuid
     ORDER BY string_to_array(c.path, '/'), c.id LIMIT ${maxCategories}`;
  return rows.map(({ title, ...row }) => ({
    ...row,
    depth: row.path.split("/").length - 1,
    title: textIn(title, language, defaultLanguage),
    titles: title,
    questionsBelow: rows.filter((one) => isWithin(one.path, row.path)).reduce((sum, one) => sum + one.questions, 0),
  }));
}

/** Whether a category is another one or stands below it. Throws nothing. */
function isWithin(path: string, ancestor: string): boolean {
  return path === ancestor || path.startsWith(`${ancestor}/`);
}

type Titles = Record<string, string>;

/**
 * Begins a category at the top or in another one. Returns its id. Throws 404 for no such parent, 409
 * "authoring.bank.error.too_deep" and "authoring.bank.error.too_many".
 */
export async function createCategory(
  access: Authoring,
  { parent, titles }: { parent: string; titles: Titles },
): Promise<string> {
  const courseId = access.course.id;
  return transaction(async (tx) => {
    await lockBank(tx, courseId);
    const paths = await pathsOf(tx, courseId);
    if (paths.length >= maxCategories) throw new AppError("authoring.bank.error.too_many", 409);
    const above = parent ? (await findCategory(tx, courseId, parent)).path : "";
    const path = freePath(above, slugOf(ownTitle(access, titles), "category"), paths);
    requireDepth(path);
    const data = { courseId, path, title: titles };
    const { id } = await tx.questionCategory.create({ data, select: { id: true } });
    return id;
  });
}

/** Gives a category other titles; its path stays, so that packages and links keep meaning it. Throws 404. */
export async function renameCategory(access: Authoring, { id, titles }: { id: string; titles: Titles }): Promise<void> {
  await transaction(async (tx) => {
    await findCategory(tx, access.course.id, id);
    await tx.questionCategory.update({ where: { id }, data: { title: titles }, select: { id: true } });
  });
}

/**
 * Puts a category with all that is below it into another one, or to the top ("" as parent). Throws 404, 409
 * "authoring.bank.error.into_itself" and "authoring.bank.error.too_deep".
 */
export async function moveCategory(access: Authoring, { id, parent }: { id: string; parent: string }): Promise<void> {
  const courseId = access.course.id;
  await transaction(async (tx) => {
    await lockBank(tx, courseId);
    const { path } = await findCategory(tx, courseId, id);
    const above = parent ? (await findCategory(tx, courseId, parent)).path : "";
    if (parent && isWithin(above, path)) throw new AppError("authoring.bank.error.into_itself", 409);
    if (path.split("/").slice(0, -1).join("/") === above) return;
    const paths = await pathsOf(tx, courseId);
    const next = freePath(above, path.split("/").at(-1)!, paths);
    for (const one of paths.filter((each) => isWithin(each, path))) requireDepth(next + one.slice(path.length));
    // Paths hold letters, digits, hyphens and slashes only: nothing that LIKE reads as a pattern.
    await tx.$executeRaw`
      UPDATE question_categories SET path = ${next} || substr(path, ${path.length + 1})
       WHERE course_id = ${courseId}::uuid AND (path = ${path} OR path LIKE ${`${path}/%`})`;
  });
}

/**
 * Removes a category that nothing is in, not even a removed question (attempts may point to it). Throws 404, 409
 * "authoring.bank.error.not_empty" (questions, categories or slots of a quiz that draw from it).
 */
export async function deleteCategory(access: Authoring, id: string): Promise<void> {
  const courseId = access.course.id;
  await transaction(async (tx) => {
    await lockBank(tx, courseId);
    const { path } = await findCategory(tx, courseId, id);
    const [row] = await tx.$queryRaw<{ used: number }[]>`
      SELECT (SELECT count(*) FROM questions WHERE category_id = ${id}::uuid)::int
           + (SELECT count(*) FROM quiz_slots WHERE category_id = ${id}::uuid)::int
           + (SELECT count(*) FROM question_categories
               WHERE course_id = ${courseId}::uuid AND path LIKE ${`${path}/%`})::int AS used`;
    if (row!.used > 0) throw new AppError("authoring.bank.error.not_empty", 409);
    await tx.questionCategory.delete({ where: { id }, select: { id: true } });
  });
}

/** A category of this course. Throws 404 for any other. */
export async function findCategory(tx: Db, courseId: string, id: string): Promise<{ id: string; path: string }> {
  if (!isId(id)) throw notFound();
  const row = await tx.questionCategory.findUnique({ where: { id }, select: { id: true, path: true, courseId: true } });
  if (row?.courseId !== courseId) throw notFound();
  return { id: row.id, path: row.path };
}

async function pathsOf(tx: Tx, courseId: string): Promise<string[]> {
  const rows = await tx.questionCategory.findMany({ where: { courseId }, select: { path: true } });
  return rows.map(({ path }) => path);
}

function freePath(above: string, slug: string, taken: readonly string[]): string {
  const inside = (one: string) => (above ? `${above}/${one}` : one);
  return inside(freeSlug(slug, (one) => taken.includes(inside(one))));
}

function requireDepth(path: string): void {
  if (path.split("/").length > maxDepth) {
    throw new AppError("authoring.bank.error.too_deep", 409, { values: { max: maxDepth } });
  }
}

function ownTitle({ course }: Authoring, titles: Titles): string {
  return titles[course.defaultLanguage] ?? Object.values(titles)[0] ?? "";
}
