import { unitPath } from "#app/modules/learning/courses/paths.ts";
import type { UnitPageData } from "#app/routes/learning/units/unit-data.server.ts";
import { isolate } from "#app/lib/isolate.ts";
import { unitMarks } from "./unit-kinds.tsx";
import { Icon } from "#app/ui/elements/icons.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

/**
 * The one bar at the end of a unit: back, and on. Where the reader marks the unit as done, that is the way on; where there is something else to
 * do first, a quiz or an assignment, the way on looks like a second choice until it is done.
 */
export function UnitBar(data: UnitPageData) {
  const { t } = useI18n();
  const { course, unit, previous, following } = data;
  const mark = unitMarks[unit.kind];
  const marks = mark !== null && !unit.isLocked && mark.isOpen(data);
  const isNext = unit.kind === "lesson" || unit.completedAt !== null;
  if (!previous && !following && !marks) return null;
  return (
    <nav className="unit-bar" aria-label={t("ui.pagination.label")}>
      {previous && (
        <a href={unitPath(course.slug, previous.slug)} rel="prev">
          {t("learning.unit.previous", { title: isolate(previous.title.text) })}
        </a>
      )}
      {marks && <mark.Form {...data} />}
      {following && (
        <a
          className={marks ? undefined : isNext ? "button button-primary" : "button"}
          href={unitPath(course.slug, following.slug)}
          rel="next"
        >
          {t("learning.unit.next", { title: isolate(following.title.text) })}
          {!marks && <Icon name="arrow" points />}
        </a>
      )}
    </nav>
  );
}
