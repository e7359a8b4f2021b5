import { notFound } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { renderMarkdown, markdownRendererVersion } from "#app/lib/markdown.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { isActive } from "#app/modules/accounts/policy.ts";
import { recordProgress, noteOpened } from "./record-progress.server.ts";
import {
  type CourseStaff,
  type CourseView,
  getCourseFor,
  type Standing,
  standingOf,
} from "#app/modules/learning/outline/get-course.server.ts";
import { enrolAndLock } from "#app/modules/learning/enrolment/lock-enrolment.server.ts";
import { type OutlineModule, type OutlineUnit, unitsOf } from "#app/modules/learning/outline/load-outlines.server.ts";
import { filesPath } from "#app/modules/learning/courses/paths.ts";
import { withPictureSizes } from "#app/modules/learning/files/picture-sizes.server.ts";
import { type ContentsLine, contentsOf, nameParts } from "./lesson-contents.ts";
import { unitState } from "#app/modules/learning/outline/progress.ts";
import { unitKinds } from "#app/modules/learning/courses/unit-kinds.ts";
import { translatorFor } from "#app/i18n/t.server.ts";

type Body = { html: string; language: string; contents: ContentsLine[] };

export type UnitView = {
  course: CourseView;
  modules: OutlineModule[];
  standing: Standing;
  staff: CourseStaff;
  module: OutlineModule;
  unit: OutlineUnit;
  /** The text in the reader's language, or in the course's own where that layer is missing, and the parts of a long one. */
  body: Body;
  previous: OutlineUnit | null;
  following: OutlineUnit | null;
};

/**
 * A unit with its text, its neighbours and where the actor stands. Opening it is a fact for who is enrolled, and
 * completes a unit whose rule is "opened". Four SQL statements, one more for a text with pictures; the first opening writes. Throws 404 for a unit or a
 * course that does not exist or that the actor may not see. What is no visit (a picture's address, a browser that loads ahead) is no opening. A unit that is not open yet comes without its text, and looking
 * at it is no fact.
 */
export async function getUnitFor(
  actor: MaybeActor,
  { courseSlug, unitSlug }: { courseSlug: string; unitSlug: string },
  language: string,
  { isVisit, at = new Date() }: { isVisit: boolean; at?: Date },
): Promise<UnitView> {
  const { course, modules, standing, staff } = await getCourseFor(actor, courseSlug, language, { at });
  const units = unitsOf(modules);
  const position = units.findIndex((one) => one.slug === unitSlug);
  const unit = units[position];
  const module = modules.find((one) => one.units.some(({ slug }) => slug === unitSlug));
  if (!unit || !module) throw notFound();
  const body = unit.isLocked ? { html: "", language: unit.title.language, contents: [] } : await loadBody(unit, course);
  const view = {
    course,
    modules,
    standing,
    staff,
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
  unit.isBegun ||= unitKinds[unit.kind].beginsByReading;
  unit.state = unitState(unit);
  return isDone;
}

async function loadBody({ id, title: { language } }: OutlineUnit, { id: courseId, slug }: CourseView): Promise<Body> {
  const stored = await loadHtml(id, language, slug);
  const html = await withPictureSizes(stored, { courseId, filesAt: filesPath(slug) });
  return { html, language, contents: contentsOf(stored) };
}

/** The stored HTML; text that an older renderer made is made again and kept. */
async function loadHtml(unitId: string, language: string, slug: string): Promise<string> {
  const where = { unitId_language: { unitId, language } };
  const row = await db().unitText.findUnique({ where, select: { html: true, rendererVersion: true } });
  if (!row || row.rendererVersion === markdownRendererVersion) return row?.html ?? "";
  const { body } = await db().unitText.findUniqueOrThrow({ where, select: { body: true } });
  const data = { html: renderLesson(body, language, slug), rendererVersion: markdownRendererVersion };
  await db().unitText.update({ where, data, select: { unitId: true } });
  return data.html;
}

/**
 * The HTML of a lesson below a page's title: its highest headings become h2 and can be linked to, its tables are numbered,
 * its boxes say what they are, and "files/<name>" leads to the files of the course.
 */
export function renderLesson(body: string, language: string, courseSlug?: string): string {
  const t = translatorFor(language);
  const options = {
    tableLabel: "table",
    boxes: {
      example: t("courses.lesson.box.example"),
      exercise: t("courses.lesson.box.exercise"),
      country: t("courses.lesson.box.country"),
    },
    ...(courseSlug !== undefined && { filesAt: filesPath(courseSlug) }),
  };
  const html = renderMarkdown(body, options);
  const leveled = html.includes("<h1") ? renderMarkdown(body, { ...options, headingOffset: 1 }) : html;
  // Each scrolling region needs a name of its own, or nobody who hears the page can tell them apart.
  let number = 0;
  return nameParts(leveled).replace(/(<div class="table-scroll"[^>]* aria-label=")table"/g, (_, start: string) => {
    return `${start}${t("courses.lesson.table", { number: ++number })}"`;
  });
}
