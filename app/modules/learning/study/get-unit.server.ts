import { notFound } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { renderMarkdown, markdownRendererVersion } from "#app/lib/markdown.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { isActive } from "#app/modules/accounts/policy.ts";
import { recordProgress, noteOpened } from "./record-progress.server.ts";
import {
  type CourseView,
  getCourseFor,
  type Standing,
  standingOf,
} from "#app/modules/learning/outline/get-course.server.ts";
import { enrolAndLock } from "#app/modules/learning/enrolment/lock-enrolment.server.ts";
import { type OutlineModule, type OutlineUnit, unitsOf } from "#app/modules/learning/outline/load-outlines.server.ts";
import { coursePath } from "#app/modules/learning/courses/paths.ts";
import { unitState } from "#app/modules/learning/outline/progress.ts";
import { translatorFor } from "#app/i18n/t.server.ts";

export type UnitView = {
  course: CourseView;
  modules: OutlineModule[];
  standing: Standing;
  module: OutlineModule;
  unit: OutlineUnit;
  /** The text in the reader's language, or in the course's own where that layer is missing. */
  body: { html: string; language: string };
  previous: OutlineUnit | null;
  following: OutlineUnit | null;
};

/**
 * A unit with its text, its neighbours and where the actor stands. Opening it is a fact for who is enrolled, and
 * completes a unit whose rule is "opened". Four SQL statements; the first opening writes. Throws 404 for a unit or a
 * course that does not exist or that the actor may not see. What is no visit (a picture's address, a browser that loads ahead) is no opening. A unit that is not open yet comes without its text, and looking
 * at it is no fact.
 */
export async function getUnitFor(
  actor: MaybeActor,
  { courseSlug, unitSlug }: { courseSlug: string; unitSlug: string },
  language: string,
  { isVisit, at = new Date() }: { isVisit: boolean; at?: Date },
): Promise<UnitView> {
  const { course, modules, standing } = await getCourseFor(actor, courseSlug, language, { at });
  const units = unitsOf(modules);
  const position = units.findIndex((one) => one.slug === unitSlug);
  const unit = units[position];
  const module = modules.find((one) => one.units.some(({ slug }) => slug === unitSlug));
  if (!unit || !module) throw notFound();
  const body = unit.isLocked
    ? { html: "", language: unit.title.language }
    : await loadBody(unit.id, unit.title.language, courseSlug);
  const view = {
    course,
    modules,
    standing,
    module,
    unit,
    body,
    previous: units[position - 1] ?? null,
    following: units[position + 1] ?? null,
  };
  if (!isVisit || !isActive(actor) || !standing.isEnrolled || unit.openedAt || unit.isLocked) return view;
  // What waited for this unit is open now: look again.
  if (await openUnit(actor.id, view, at)) return getUnitFor(actor, { courseSlug, unitSlug }, language, { isVisit, at });
  return { ...view, standing: standingOf(course.slug, modules, standing) };
}

async function openUnit(userId: string, { course, unit }: UnitView, at: Date): Promise<boolean> {
  const isDone = await transaction(async (tx) => {
    if (!unit.completion.opened) {
      await noteOpened(tx, { userId, unitId: unit.id, at });
      return false;
    }
    const enrolment = await enrolAndLock(tx, { userId, courseId: course.id, at });
    const { isUnitDone } = await recordProgress(tx, enrolment, { unitId: unit.id, at }, {});
    if (isUnitDone) unit.completedAt = at;
    return isUnitDone;
  });
  unit.openedAt = at;
  unit.state = unitState(unit);
  return isDone;
}

/** The stored HTML; text that an older renderer made is made again and kept. */
async function loadBody(unitId: string, language: string, slug: string): Promise<{ html: string; language: string }> {
  const where = { unitId_language: { unitId, language } };
  const row = await db().unitText.findUnique({ where, select: { html: true, rendererVersion: true } });
  if (!row || row.rendererVersion === markdownRendererVersion) return { html: row?.html ?? "", language };
  const { body } = await db().unitText.findUniqueOrThrow({ where, select: { body: true } });
  const data = { html: renderLesson(body, language, slug), rendererVersion: markdownRendererVersion };
  await db().unitText.update({ where, data, select: { unitId: true } });
  return { html: data.html, language };
}

/**
 * The HTML of a lesson below a page's title: its highest headings become h2, its tables are numbered, and "files/<name>"
 * leads to the files of the course.
 */
export function renderLesson(body: string, language: string, courseSlug?: string): string {
  const t = translatorFor(language);
  const options = {
    tableLabel: "table",
    ...(courseSlug !== undefined && { filesAt: `${coursePath(courseSlug)}/files/` }),
  };
  const html = renderMarkdown(body, options);
  const leveled = html.includes("<h1") ? renderMarkdown(body, { ...options, headingOffset: 1 }) : html;
  // Each scrolling region needs a name of its own, or nobody who hears the page can tell them apart.
  let number = 0;
  return leveled.replace(/(<div class="table-scroll"[^>]* aria-label=")table"/g, (_, start: string) => {
    return `${start}${t("learning.lesson.table", { number: ++number })}"`;
  });
}
