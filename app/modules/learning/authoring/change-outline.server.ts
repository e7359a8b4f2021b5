import { AppError, notFound } from "#app/infra/app-error.ts";
import type { Tx } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { slugTaken } from "./create-course.server.ts";
import { isReservedForUnits } from "#app/modules/learning/courses/limits.ts";
import { changeModule, type OutlineChange } from "./change-module.server.ts";
import { writeOrder } from "./write-order.server.ts";
import { bumpRevision } from "#app/modules/learning/courses/bump-revision.server.ts";
import type { OutlineInput } from "./schemas.ts";
import { freeSlug, slugOf } from "#app/modules/learning/courses/slugs.ts";
import { finishCourse } from "#app/modules/learning/study/record-progress.server.ts";
import { requireNoCircle } from "./set-prerequisites.server.ts";
import { lockStructure } from "#app/modules/learning/study/publish-unit.server.ts";
import { getAuthoringFor, type Authoring } from "#app/modules/learning/courses/staff-access.server.ts";
import { unitKinds } from "#app/modules/learning/courses/unit-kinds.ts";

/**
 * Changes the outline of a course, one thing at a time: the course's row is locked, so that two authors never give two
 * units one place. Returns what was touched. Throws as `getAuthoringFor`, 404 for a unit or module that is not there,
 * 409 for an address that is taken (on its field) or that learners already know.
 */
export async function changeOutline(
  actor: MaybeActor,
  courseSlug: string,
  input: OutlineInput,
  { at = new Date() } = {},
): Promise<OutlineChange> {
  const { course } = await getAuthoringFor(actor, courseSlug, "en");
  return transaction(async (tx) => {
    await lockStructure(tx, course.id);
    const change = await carryOut(tx, course, input, { userId: actor!.id, at });
    // In a linear course another order may make units wait for one another.
    await requireNoCircle(tx, course.id);
    return change;
  });
}

function carryOut(tx: Tx, course: Course, input: OutlineInput, { userId, at }: { userId: string; at: Date }) {
  switch (input.intent) {
    case "add-unit":
      return addUnit(tx, course, input, userId, at);
    case "edit-unit":
      return editUnit(tx, course.id, input);
    case "move-unit":
      return moveUnit(tx, course.id, input);
    case "place-unit":
      return placeUnit(tx, course.id, input);
    case "remove-unit":
    case "restore-unit":
      return keepUnit(tx, course, input, at);
    default:
      return changeModule(tx, course, input, at);
  }
}

type Course = Authoring["course"];
type Input<I extends OutlineInput["intent"]> = Extract<OutlineInput, { intent: I }>;

async function addUnit(tx: Tx, course: Course, input: Input<"add-unit">, userId: string, at: Date) {
  const module = await findModule(tx, course.id, input.module);
  const rows = await tx.unit.findMany({ where: { courseId: course.id }, select: { slug: true } });
  const taken = new Set(rows.map((row) => row.slug));
  const isTaken = (one: string) => taken.has(one) || isReservedForUnits(one);
  const slug = freeSlug(slugOf(input.title, input.kind), isTaken);
  const { id } = await tx.unit.create({
    data: {
      courseId: course.id,
      moduleId: module.id,
      slug,
      kind: input.kind,
      minutes: input.minutes,
      state: "draft",
      position: (await lastPosition(tx, module.id)) + 1,
      completion: unitKinds[input.kind].firstRule,
      addedInRevision: course.revision + 1,
    },
    select: { id: true },
  });
  const first = { title: input.title, body: "", savedById: userId, savedAt: at };
  await tx.unitDraft.create({
    data: { unitId: id, language: course.defaultLanguage, ...first },
    select: { unitId: true },
  });
  return { unit: slug, module: input.module };
}

async function editUnit(tx: Tx, courseId: string, { unit: slug, slug: wished, minutes }: Input<"edit-unit">) {
  const unit = await findUnit(tx, courseId, slug);
  const next = wished || slug;
  if (next !== slug) {
    if (unit._count.texts > 0) {
      const fields = { slug: { code: "authoring.outline.error.slug_known" } } as const;
      throw new AppError("error.form", 409, { fields });
    }
    const other = await tx.unit.count({ where: { courseId, slug: next } });
    if (other > 0) throw slugTaken();
  }
  await tx.unit.update({ where: { id: unit.id }, data: { slug: next, minutes }, select: { id: true } });
  return { unit: next, module: unit.module.slug };
}

async function moveUnit(tx: Tx, courseId: string, { unit: slug, direction }: Input<"move-unit">) {
  const unit = await findUnit(tx, courseId, slug);
  const order = await unitOrder(tx, unit.moduleId);
  const position = order.indexOf(unit.id);
  const other = position + (direction === "up" ? -1 : 1);
  if (position >= 0 && other >= 0 && other < order.length) {
    [order[position], order[other]] = [order[other]!, order[position]!];
    await writeOrder(tx, "units", order);
  }
  return { unit: slug, module: unit.module.slug };
}

async function placeUnit(tx: Tx, courseId: string, input: Input<"place-unit">) {
  const unit = await findUnit(tx, courseId, input.unit);
  const module = await findModule(tx, courseId, input.module);
  const before = input.before ? await findUnit(tx, courseId, input.before) : null;
  const order = (await unitOrder(tx, module.id)).filter((id) => id !== unit.id);
  const position = before ? order.indexOf(before.id) : -1;
  order.splice(position < 0 ? order.length : position, 0, unit.id);
  await tx.unit.update({ where: { id: unit.id }, data: { moduleId: module.id }, select: { id: true } });
  await writeOrder(tx, "units", order);
  return { unit: input.unit, module: input.module };
}

/** Taking away and bringing back: nothing is deleted, and what people did stays with the unit. */
async function keepUnit(
  tx: Tx,
  course: Course,
  { unit: slug, intent }: Input<"remove-unit" | "restore-unit">,
  at: Date,
) {
  const unit = await findUnit(tx, course.id, slug, { removed: intent === "restore-unit" });
  const isPublished = unit.state === "published";
  if (intent === "remove-unit") {
    await tx.unit.update({ where: { id: unit.id }, data: { removedAt: at }, select: { id: true } });
    if (isPublished) {
      await bumpRevision(tx, course.id);
      // Whoever had everything but this unit now has everything.
      await finishCourse(tx, { courseId: course.id, at });
    }
  } else {
    // A unit that comes back is new to whoever finished while it was away.
    const added = isPublished ? { addedInRevision: await bumpRevision(tx, course.id) } : {};
    await tx.unit.update({ where: { id: unit.id }, data: { removedAt: null, ...added }, select: { id: true } });
  }
  return { unit: slug, module: unit.module.slug };
}

async function findModule(tx: Tx, courseId: string, slug: string) {
  const where = { courseId, slug, removedAt: null };
  const module = await tx.courseModule.findFirst({ where, select: { id: true } });
  if (!module) throw notFound();
  return module;
}

async function findUnit(tx: Tx, courseId: string, slug: string, { removed = false } = {}) {
  const unit = await tx.unit.findFirst({
    where: { courseId, slug, removedAt: removed ? { not: null } : null },
    select: {
      id: true,
      moduleId: true,
      state: true,
      module: { select: { slug: true } },
      _count: { select: { texts: true } },
    },
  });
  if (!unit) throw notFound();
  return unit;
}

async function unitOrder(tx: Tx, moduleId: string): Promise<string[]> {
  const rows = await tx.unit.findMany({
    where: { moduleId, removedAt: null },
    orderBy: [{ position: "asc" }, { slug: "asc" }],
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

async function lastPosition(tx: Tx, moduleId: string): Promise<number> {
  const { _max } = await tx.unit.aggregate({ where: { moduleId }, _max: { position: true } });
  return _max.position ?? 0;
}
