import type { OwnOutline } from "#app/modules/learning/outline/list-own-courses.server.ts";
import { unitPath } from "#app/modules/learning/courses/paths.ts";
import type { Text } from "#app/modules/learning/courses/text.ts";
import type { UnitKind } from "#app/modules/learning/courses/unit-kinds.ts";

export type DueUnit = {
  unitId: string;
  kind: UnitKind;
  href: string;
  title: Text;
  courseTitle: Text;
  /** When it is due, or when it closes if nothing is said of being due. */
  at: Date;
  what: "due" | "closes";
};

/**
 * What somebody has to hand in next, in all these courses of theirs: units with a date that holds for them, not done, not waiting
 * for marks, and still taken, soonest first, at most `limit`. What was due and is still taken comes first of all.
 */
export function dueNextIn(outlines: readonly OwnOutline[], { at, limit = 5 }: { at: Date; limit?: number }): DueUnit[] {
  const due = outlines
    .filter(({ isPublished }) => isPublished)
    .flatMap(({ course, units }) =>
      units.flatMap(({ id, kind, slug, title, completedAt, isUngraded, opensAt, dueAt, closesAt }): DueUnit[] => {
        const date = dueAt ?? closesAt;
        const isTaken = (!closesAt || closesAt > at) && (!opensAt || opensAt <= at);
        if (!date || !isTaken || completedAt || isUngraded) return [];
        const what = dueAt ? "due" : "closes";
        const href = `${unitPath(course.slug, slug)}#${what}`;
        return [{ unitId: id, kind, href, title, courseTitle: course.title, at: date, what }];
      }),
    );
  return due.sort((a, b) => a.at.getTime() - b.at.getTime()).slice(0, limit);
}
