import { notFound, fieldError } from "#app/infra/app-error.ts";
import type { Tx } from "#app/infra/db.server.ts";
import { writeOrder } from "./write-order.server.ts";
import { bumpRevision } from "#app/modules/learning/courses/bump-revision.server.ts";
import type { OutlineInput } from "./schemas.ts";
import { freeSlug, slugOf } from "#app/modules/learning/courses/slugs.ts";
import { finishCourse } from "#app/modules/learning/study/record-progress.server.ts";
import type { Authoring } from "#app/modules/learning/courses/staff-access.server.ts";

/** What a change of the outline touched. */
export type OutlineChange = { unit: string | null; module: string | null };

type Course = Authoring["course"];
type ModuleIntent = "add-module" | "edit-module" | "move-module" | "remove-module" | "restore-module";
type Input<I extends OutlineInput["intent"]> = Extract<OutlineInput, { intent: I }>;

/** The changes of `changeOutline` that are about modules; the course's row is locked. */
export async function changeModule(
  tx: Tx,
  course: Course,
  input: Input<ModuleIntent>,
  at: Date,
): Promise<OutlineChange> {
  if (input.intent === "add-module") return addModule(tx, course, input);
  const slug = input.module;
  const module = await findModule(tx, course.id, slug, { removed: input.intent === "restore-module" });
  if (input.intent === "edit-module") await editModule(tx, course, module.id, input);
  else if (input.intent === "move-module") await moveModule(tx, course.id, module.id, input.direction);
  else await keepModule(tx, course, module.id, { isRemoved: input.intent === "remove-module", at });
  return { unit: null, module: slug };
}

async function addModule(tx: Tx, course: Course, { moduleTitle }: Input<"add-module">): Promise<OutlineChange> {
  const rows = await tx.courseModule.findMany({
    where: { courseId: course.id },
    select: { slug: true, position: true },
  });
  const taken = new Set(rows.map((row) => row.slug));
  const slug = freeSlug(slugOf(moduleTitle, "module"), (one) => taken.has(one));
  const position = Math.max(0, ...rows.map((row) => row.position)) + 1;
  const title = { [course.defaultLanguage]: moduleTitle };
  await tx.courseModule.create({
    data: { courseId: course.id, slug, position, title, summary: {} },
    select: { id: true },
  });
  return { unit: null, module: slug };
}

/** Titles and summaries of the languages that the course has; a title in its own language there must be. */
async function editModule(tx: Tx, course: Course, id: string, { title, summary }: Input<"edit-module">): Promise<void> {
  const own = `title_${course.defaultLanguage}`;
  if (!title[course.defaultLanguage]) throw fieldError(own, "error.field.required");
  const known = (texts: Record<string, string>) =>
    Object.fromEntries(Object.entries(texts).filter(([code]) => course.languages.includes(code)));
  await tx.courseModule.update({
    where: { id },
    data: { title: known(title), summary: known(summary) },
    select: { id: true },
  });
}

async function moveModule(tx: Tx, courseId: string, id: string, direction: "up" | "down"): Promise<void> {
  const rows = await tx.courseModule.findMany({
    where: { courseId, removedAt: null },
    orderBy: [{ position: "asc" }, { slug: "asc" }],
    select: { id: true },
  });
  const order = rows.map((row) => row.id);
  const position = order.indexOf(id);
  const other = position + (direction === "up" ? -1 : 1);
  if (other < 0 || other >= order.length) return;
  [order[position], order[other]] = [order[other]!, order[position]!];
  await writeOrder(tx, "course_modules", order);
}

/** A module that goes takes its units out of sight and keeps them; they come back with it. */
async function keepModule(
  tx: Tx,
  { id: courseId }: Course,
  id: string,
  { isRemoved, at }: { isRemoved: boolean; at: Date },
): Promise<void> {
  const removedAt = isRemoved ? at : null;
  await tx.courseModule.update({ where: { id }, data: { removedAt }, select: { id: true } });
  const where = { moduleId: id, removedAt: null, state: "published" } as const;
  if ((await tx.unit.count({ where })) === 0) return;
  const addedInRevision = await bumpRevision(tx, courseId);
  if (isRemoved) await finishCourse(tx, { courseId, at });
  else await tx.unit.updateMany({ where, data: { addedInRevision } });
}

async function findModule(tx: Tx, courseId: string, slug: string, { removed }: { removed: boolean }) {
  const where = { courseId, slug, removedAt: removed ? { not: null } : null };
  const module = await tx.courseModule.findFirst({ where, select: { id: true } });
  if (!module) throw notFound();
  return module;
}
