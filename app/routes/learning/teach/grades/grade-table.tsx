import type { GradebookPerson } from "#app/modules/learning/grades/get-gradebook.server.ts";
import type { GradeCell, GradedUnit } from "#app/modules/learning/grades/load-grade-cells.server.ts";
import { teachPath } from "#app/modules/learning/courses/paths.ts";
import type { Text } from "#app/modules/learning/courses/text.ts";
import { unitKinds } from "#app/modules/learning/courses/unit-kinds.ts";
import { GradeState } from "#app/routes/learning/grades/grade-state.tsx";
import { shownPercent } from "#app/routes/learning/labels.ts";
import { Island } from "#app/ui/islands/island.tsx";
import { Face } from "#app/ui/elements/face.tsx";
import { ToMarkChip } from "#app/ui/elements/marking-state.tsx";
import { type Piece } from "#app/ui/kept/kept.tsx";
import { cellOf, type KeptPiece, KeptRows, pieceOf } from "#app/ui/kept/kept-rows.tsx";
import { type I18n, useI18n } from "#app/ui/text/i18n.tsx";
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
  const figures = figuresIn(useI18n());
  const heads = units.map((unit) => {
    const resultsAt = unitKinds[unit.kind].resultsAt?.(unit.slug);
    const waiting = resultsAt ? (toMark[unit.id] ?? 0) : 0;
    const results = waiting > 0 ? teachPath(courseSlug, resultsAt) : null;
    return cellOf(pieceOf(unitHead, { title: unit.title, isHidden: unit.isHidden, waiting, results }), {});
  });
  const pieces = units.map((unit) => gradePieces(unit, courseSlug));
  const rows = people.map(({ name, handle, picture, grade, cells }) => [
    cellOf(pieceOf(nameAndTotal, { name, handle, picture }), { figure: figures(grade.percent) }),
    ...cells.map((cell, index) => cellOf(pieces[index]!(cell), { handle, figure: figures(cell.percent) })),
  ]);
  return (
    <grade-grid class="grade-grid">
      <div role="region" aria-label={caption} tabIndex={0}>
        <table className="table" role="table">
          <caption className="visually-hidden">{caption}</caption>
          <KeptRows as="thead" rows={[[cellOf(pieceOf(firstHeads, {}), {}), ...heads]]} />
          <KeptRows as="tbody" rows={rows} />
        </table>
      </div>
      <Island name="grade-grid" />
    </grade-grid>
  );
}

/** Percentages as they are shown. The same few are in a table again and again: each is told once. */
function figuresIn({ t, format }: I18n): (percent: number | null) => string {
  const told = new Map<number, string>();
  return (percent) => {
    if (percent === null) return "–";
    const known = told.get(percent);
    if (known) return known;
    const words = t("learning.course.percent", { percent: format.number(shownPercent(percent)) });
    told.set(percent, words);
    return words;
  };
}

const firstHeads: Piece<object> = { name: "first heads of a gradebook", Draw: FirstHeads };

function FirstHeads() {
  const { t } = useI18n();
  return (
    <>
      <th role="columnheader" scope="col">
        {t("grades.table.name")}
      </th>
      <th role="columnheader" scope="col" className="figure">
        {t("grades.table.course")}
      </th>
    </>
  );
}

type HeadFacts = {
  title: Text;
  isHidden: boolean;
  /** How much waits for a mark, and where. */
  waiting: number;
  results: string | null;
};

const unitHead: Piece<HeadFacts> = { name: "head of a gradebook", Draw: UnitHead };

function UnitHead({ title, isHidden, waiting, results }: HeadFacts) {
  const { t } = useI18n();
  return (
    <th role="columnheader" scope="col" className="figure">
      <span className="grade-head" title={title.text}>
        <bdi lang={title.language}>{title.text}</bdi>
      </span>
      {isHidden && <span className="small soft">{t("grades.book.hidden")}</span>}
      {results && (
        <a className="small" href={results}>
          <ToMarkChip count={waiting} />
        </a>
      )}
    </th>
  );
}

type PersonFacts = Pick<GradebookPerson, "name" | "handle" | "picture">;

const nameAndTotal: Piece<PersonFacts, "figure"> = {
  name: "person of a gradebook",
  Draw: NameAndTotal,
  words: ["figure"],
};

function NameAndTotal({ name, handle, picture, figure }: PersonFacts & { figure: string }) {
  const { t } = useI18n();
  return (
    <>
      <th role="rowheader" scope="row">
        <span className="person">
          <Face name={name} handle={handle} picture={picture} />
          <UserText>{name}</UserText>
        </span>
      </th>
      <td role="cell" className="figure">
        <Label>{t("grades.table.course")}</Label>
        <b>{figure}</b>
      </td>
    </>
  );
}

type GradeFacts = Pick<GradeCell, "state" | "isInReview" | "isOverridden"> & {
  title: Text;
  courseSlug: string;
  unitSlug: string;
};

const grade: Piece<GradeFacts, "handle" | "figure"> = {
  name: "grade of a gradebook",
  Draw: Grade,
  words: ["handle", "figure"],
};

/** Many people have the same in a unit, but for their address and the number. */
function gradePieces({ title, slug: unitSlug }: GradedUnit, courseSlug: string) {
  const made = new Map<string, KeptPiece<"handle" | "figure">>();
  return ({ state, isInReview, isOverridden }: GradeCell) => {
    const name = `${state} ${isInReview} ${isOverridden}`;
    const known = made.get(name);
    if (known) return known;
    const piece = pieceOf(grade, { title, courseSlug, unitSlug, state, isInReview, isOverridden });
    made.set(name, piece);
    return piece;
  };
}

function Grade({
  title,
  courseSlug,
  unitSlug,
  handle,
  figure,
  isOverridden,
  ...cell
}: GradeFacts & { handle: string; figure: string }) {
  return (
    <td role="cell" className={`figure grade-${cell.state}`}>
      <Label lang={title.language}>{title.text}</Label>
      <a href={teachPath(courseSlug, `grades/${handle}/${unitSlug}`)}>
        {cell.state === "graded" ? figure : <GradeState {...cell} />}
        {isOverridden && "*"}
      </a>
    </td>
  );
}

function Label({ children, lang }: { children: string; lang?: string }) {
  return (
    <span className="cell-label" lang={lang} aria-hidden="true">
      {children}
    </span>
  );
}
