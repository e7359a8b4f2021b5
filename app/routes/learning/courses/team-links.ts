import type { CourseStaff } from "#app/modules/learning/outline/get-course.server.ts";
import { teachPath, unitEditorPath } from "#app/modules/learning/courses/paths.ts";
import { type UnitKind, unitKinds } from "#app/modules/learning/courses/unit-kinds.ts";
import type { TeamAction } from "#app/ui/shell/team-actions.tsx";
import type { Translate } from "#app/ui/text/translate.ts";

type Seen = { course: { slug: string }; staff: CourseStaff };

/** The ways into a course for whoever of its team reads its page; none for everybody else. */
export function courseActions({ course, staff }: Seen, t: Translate): TeamAction[] {
  if (!staff) return [];
  return [
    ...(staff.mayEdit ? [{ href: teachPath(course.slug, "content"), label: t("courses.page.staff_edit") }] : []),
    { href: teachPath(course.slug, "people"), label: t("enrolment.people.title") },
    { href: teachPath(course.slug, "grades"), label: t("teach.nav.grades") },
  ];
}

/** The same for one of its units: its text for authors, what came in and its dates for the whole team. */
export function unitActions(
  { course, staff, unit }: Seen & { unit: { slug: string; kind: UnitKind } },
  t: Translate,
): TeamAction[] {
  if (!staff) return [];
  const { resultsAt } = unitKinds[unit.kind];
  return [
    ...(staff.mayEdit ? [{ href: unitEditorPath(course.slug, unit.slug), label: t("ui.team.edit") }] : []),
    ...(resultsAt ? [{ href: teachPath(course.slug, resultsAt(unit.slug)), label: t("ui.team.results") }] : []),
    { href: teachPath(course.slug, `dates/${unit.slug}`), label: t("teach.nav.dates") },
  ];
}
