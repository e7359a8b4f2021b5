import type { GradebookPerson } from "#app/modules/learning/grades/get-gradebook.server.ts";
import type { GradeCell, GradedUnit } from "#app/modules/learning/grades/load-grade-cells.server.ts";
import { teachPath } from "#app/modules/learning/courses/paths.ts";
import { unitKinds } from "#app/modules/learning/courses/unit-kinds.ts";
import { GradeState } from "#app/routes/learning/grades/grade-state.tsx";
import { shownPercent } from "#app/routes/learning/labels.ts";
import { Island } from "#app/ui/islands/island.tsx";
import { Face } from "#app/ui/elements/face.tsx";
import { ToMarkChip } from "#app/ui/elements/marking-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { UserText } from "#app/ui/text/user-text.tsx";

type GradeTableProps = {
  caption: string;
  courseSlug: string;
  units: GradedUnit[];
  people: GradebookPerson[];
  /** How much of a unit waits for a mark, by its id. */
  toMark: Record<string, number>;
};

/**
 * Grades of people in units. Names, totals and heads stay in sight while it scrolls, and it is as wide as whole columns are; on a
 * narrow screen each person is a small block. The roles are written out because a table that is displayed as blocks loses them.
 */
export function GradeTable({ caption, courseSlug, units, people, toMark }: GradeTableProps) {
  const { t } = useI18n();
  return (
    <grade-grid class="grade-grid">
      <div role="region" aria-label={caption} tabIndex={0}>
        <table className="table" role="table">
          <caption className="visually-hidden">{caption}</caption>
          <thead role="rowgroup">
            <tr role="row">
              <th role="columnheader" scope="col">
                {t("grades.table.name")}
              </th>
              <th role="columnheader" scope="col" className="figure">
                {t("grades.table.course")}
              </th>
              {units.map((unit) => (
                <th key={unit.id} role="columnheader" scope="col" className="figure">
                  <UnitHead unit={unit} courseSlug={courseSlug} toMark={toMark[unit.id] ?? 0} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup">
            {people.map((person) => (
              <tr key={person.userId} role="row">
                <th role="rowheader" scope="row">
                  <span className="person">
                    <Face name={person.name} handle={person.handle} picture={person.picture} />
                    <UserText>{person.name}</UserText>
                  </span>
                </th>
                <td role="cell" className="figure">
                  <Label>{t("grades.table.course")}</Label>
                  <b>
                    <Total percent={person.grade.percent} />
                  </b>
                </td>
                {units.map((unit, index) => (
                  <td key={unit.id} role="cell" className={`figure grade-${person.cells[index]!.state}`}>
                    <Label lang={unit.title.language}>{unit.title.text}</Label>
                    <Grade
                      cell={person.cells[index]!}
                      href={teachPath(courseSlug, `grades/${person.handle}/${unit.slug}`)}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Island name="grade-grid" />
    </grade-grid>
  );
}

function UnitHead({ unit, courseSlug, toMark }: { unit: GradedUnit; courseSlug: string; toMark: number }) {
  const { t } = useI18n();
  const { resultsAt } = unitKinds[unit.kind];
  return (
    <>
      <span className="grade-head" title={unit.title.text}>
        <bdi lang={unit.title.language}>{unit.title.text}</bdi>
      </span>
      {unit.isHidden && <span className="small soft">{t("grades.book.hidden")}</span>}
      {toMark > 0 && resultsAt && (
        <a className="small" href={teachPath(courseSlug, resultsAt(unit.slug))}>
          <ToMarkChip count={toMark} />
        </a>
      )}
    </>
  );
}

function Label({ children, lang }: { children: string; lang?: string }) {
  return (
    <span className="cell-label" lang={lang} aria-hidden="true">
      {children}
    </span>
  );
}

function Grade({ cell, href }: { cell: GradeCell; href: string }) {
  const { t, format } = useI18n();
  return (
    <a href={href}>
      {cell.state === "graded" ? (
        t("learning.course.percent", { percent: format.number(shownPercent(cell.percent!)) })
      ) : (
        <GradeState {...cell} />
      )}
      {cell.isOverridden && "*"}
    </a>
  );
}

function Total({ percent }: { percent: number | null }) {
  const { t, format } = useI18n();
  return (
    <>{percent === null ? "–" : t("learning.course.percent", { percent: format.number(shownPercent(percent)) })}</>
  );
}
