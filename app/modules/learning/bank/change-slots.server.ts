import { presentUnits, unitTitlesForStaff } from "#app/modules/learning/courses/sql.server.ts";
import { AppError, fieldError, notFound } from "#app/infra/app-error.ts";
import { db, type Tx } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { findCategory } from "./change-categories.server.ts";
import { isId, lockQuiz } from "./lock-bank.server.ts";
import { countDrawable } from "./list-questions.server.ts";
import type { Authoring } from "#app/modules/learning/courses/staff-access.server.ts";
import { type Text, textIn } from "#app/modules/learning/courses/text.ts";

/** Places at most in one quiz, and questions at most in one draw. */
const maxSlots = 200;
export const maxDraws = 100;

/** A quiz of the course. Throws 404 for any other unit. */
export async function findQuiz(tx: Tx, courseId: string, slug: string): Promise<{ id: string }> {
  const where = { courseId, slug, kind: "quiz" as const, removedAt: null };
  const unit = await tx.unit.findFirst({ where, select: { id: true } });
  if (!unit) throw notFound();
  return unit;
}

type NewSlot = { questionId: string } | { categoryId: string; tags: string[]; draws: number; marks?: number | null };

/** Puts something at the end of a quiz. The caller holds `lockQuiz`. Throws 409 "authoring.quiz.error.too_many_places". */
export async function appendSlot(tx: Tx, unitId: string, slot: NewSlot): Promise<void> {
  const { _max, _count } = await tx.quizSlot.aggregate({
    where: { unitId },
    _max: { position: true },
    _count: { _all: true },
  });
  if (_count._all >= maxSlots) {
    throw new AppError("authoring.quiz.error.too_many_places", 409, { values: { max: maxSlots } });
  }
  const data = { unitId, position: (_max.position ?? 0) + 1, ...slot };
  await tx.quizSlot.create({ data, select: { id: true } });
}

/** Does something with the slots of a quiz, alone. */
function inQuiz<T>(access: Authoring, unitSlug: string, work: (tx: Tx, unitId: string) => Promise<T>): Promise<T> {
  return transaction(async (tx) => {
    const { id } = await findQuiz(tx, access.course.id, unitSlug);
    await lockQuiz(tx, id);
    return work(tx, id);
  });
}

/**
 * Asks questions of the bank in a quiz, each in a slot at its end; one that the quiz asks already is passed over.
 * Returns how many came in. Throws 404 for a question that is not in the bank of this course.
 */
export async function addFromBank(access: Authoring, unitSlug: string, ids: readonly string[]): Promise<number> {
  return inQuiz(access, unitSlug, async (tx, unitId) => {
    const wanted = [...new Set(ids)].slice(0, maxSlots);
    if (!wanted.every(isId)) throw notFound();
    const where = { id: { in: wanted }, courseId: access.course.id, removedAt: null, categoryId: { not: null } };
    const found = await tx.question.findMany({ where, select: { id: true } });
    if (found.length < wanted.length) throw notFound();
    const present = await tx.quizSlot.findMany({
      where: { unitId, questionId: { in: wanted } },
      select: { questionId: true },
    });
    const known = new Set(present.map(({ questionId }) => questionId));
    const missing = wanted.filter((id) => !known.has(id));
    for (const questionId of missing) await appendSlot(tx, unitId, { questionId });
    return missing.length;
  });
}

export type DrawInput = { category: string; tags: string[]; draws: number; marks: number | null };

/**
 * Adds a slot that draws questions at random from a category and those below it, with all of `tags`. Throws 404,
 * and 400 "authoring.quiz.error.too_few" beside the count when there are fewer than that.
 */
export async function addDraw(access: Authoring, unitSlug: string, input: DrawInput): Promise<void> {
  await inQuiz(access, unitSlug, async (tx, unitId) => {
    const { id: categoryId } = await findCategory(tx, access.course.id, input.category);
    const { tags, draws, marks } = input;
    const found = await countDrawable(tx, { categoryId, tags });
    if (found < draws) throw tooFew("draws", found);
    await appendSlot(tx, unitId, { categoryId, tags, draws, marks });
  });
}

type Slot = { id: string; position: number; questionId: string | null };

/** Moves a slot by one; at the end of the way nothing happens. Throws 404. */
export async function moveSlot(
  access: Authoring,
  unitSlug: string,
  { slot, direction }: { slot: string; direction: "up" | "down" },
): Promise<void> {
  await inQuiz(access, unitSlug, async (tx, unitId) => {
    const slots = await slotsOf(tx, unitId);
    const at = indexOf(slots, slot);
    const to = direction === "up" ? at - 1 : at + 1;
    if (to < 0 || to >= slots.length) return;
    await writeOrder(tx, moved(slots, at, to));
  });
}

/** Puts a slot where another one stands. Throws 404. */
export async function moveSlotTo(
  access: Authoring,
  unitSlug: string,
  { slot, position }: { slot: string; position: number },
): Promise<void> {
  await inQuiz(access, unitSlug, async (tx, unitId) => {
    const slots = await slotsOf(tx, unitId);
    const to = Math.min(Math.max(position, 1), slots.length) - 1;
    await writeOrder(tx, moved(slots, indexOf(slots, slot), to));
  });
}

export type SlotMarks = { slot: string; marks: number | null; draws: number | null };

/**
 * Sets the marks of each question of the named slots (null = the question's own), and how many a draw asks for. A slot
 * that somebody has taken out meanwhile is passed over. Throws 404, and 400 "authoring.quiz.error.too_few" beside
 * "draws-<id>" when a draw finds fewer.
 */
export async function setSlotMarks(access: Authoring, unitSlug: string, input: readonly SlotMarks[]): Promise<void> {
  await inQuiz(access, unitSlug, async (tx, unitId) => {
    const select = { id: true, marks: true, draws: true, categoryId: true, tags: true };
    const slots = await tx.quizSlot.findMany({ where: { unitId }, select });
    for (const { id, categoryId, tags, ...now } of slots) {
      const wished = input.find(({ slot }) => slot === id);
      if (!wished) continue;
      const draws = categoryId === null ? now.draws : (wished.draws ?? now.draws);
      if (draws === now.draws && wished.marks === now.marks) continue;
      if (categoryId && draws > now.draws) {
        const found = await countDrawable(tx, { categoryId, tags });
        if (found < draws) throw tooFew(`draws-${id}`, found);
      }
      await tx.quizSlot.update({ where: { id }, data: { marks: wished.marks, draws }, select: { id: true } });
    }
  });
}

function tooFew(field: string, found: number): AppError {
  return fieldError(field, "authoring.quiz.error.too_few", { found });
}

/**
 * Takes a slot out of a quiz. A question that the quiz owns goes with it: removed, not deleted, since attempts may have
 * asked it. Throws 404.
 */
export async function removeSlot(
  access: Authoring,
  unitSlug: string,
  { slot }: { slot: string },
  { at = new Date() } = {},
): Promise<void> {
  await inQuiz(access, unitSlug, async (tx, unitId) => {
    const slots = await slotsOf(tx, unitId);
    const { id, questionId } = slots[indexOf(slots, slot)]!;
    await tx.quizSlot.delete({ where: { id }, select: { id: true } });
    if (questionId) {
      await tx.question.updateMany({ where: { id: questionId, unitId, removedAt: null }, data: { removedAt: at } });
    }
  });
}

function slotsOf(tx: Tx, unitId: string): Promise<Slot[]> {
  const orderBy = [{ position: "asc" as const }, { id: "asc" as const }];
  return tx.quizSlot.findMany({ where: { unitId }, orderBy, select: { id: true, position: true, questionId: true } });
}

function indexOf(slots: readonly Slot[], id: string): number {
  const at = slots.findIndex((slot) => slot.id === id);
  if (at < 0) throw notFound();
  return at;
}

function moved(slots: readonly Slot[], from: number, to: number): Slot[] {
  const others = slots.filter((_, index) => index !== from);
  return [...others.slice(0, to), slots[from]!, ...others.slice(to)];
}

async function writeOrder(tx: Tx, slots: readonly Slot[]): Promise<void> {
  const ids = slots.map(({ id }) => id);
  await tx.$executeRaw`
    UPDATE quiz_slots s SET position = x.position
      FROM unnest(${ids}::uuid[]) WITH ORDINALITY AS x(id, position) WHERE s.id = x.id AND s.position <> x.position`;
}

export type QuizName = { slug: string; title: Text };

/** The quizzes of a course, drafts too, in the course's order; at most 500. One SQL statement. */
export async function listQuizzes({ course }: Authoring, language: string): Promise<QuizName[]> {
  const rows = await db().$queryRaw<{ slug: string; titles: unknown }[]>`
    SELECT u.slug,
           ${unitTitlesForStaff} AS titles
      FROM ${presentUnits}
     WHERE u.course_id = ${course.id}::uuid AND u.kind = 'quiz'
     ORDER BY m.position, u.position, u.id LIMIT 500`;
  return rows.map(({ slug, titles }) => {
    const title = textIn(titles, language, course.defaultLanguage);
    return { slug, title: title.text ? title : { ...title, text: slug } };
  });
}
