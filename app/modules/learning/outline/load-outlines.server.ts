import { allPeople } from "#app/modules/accounts/people.server.ts";
import { isCourseStaff, presentUnits, unitOrder } from "#app/modules/learning/courses/sql.server.ts";
import type { Db } from "#app/infra/db.server.ts";
import { gradesHiddenAt } from "./hidden-grades.server.ts";
import { type UnitFacts, type UnitState, unitState } from "./progress.ts";
import { type Lock, type LockRules, locksOf } from "./locks.ts";
import { type Text, textIn } from "#app/modules/learning/courses/text.ts";
import { type UnitKind, unitKinds } from "#app/modules/learning/courses/unit-kinds.ts";
import { Prisma } from "#prisma/generated/client.ts";

export type OutlineUnit = UnitFacts & {
  id: string;
  courseId: string;
  slug: string;
  kind: UnitKind;
  minutes: number;
  title: Text;
  /** The languages that the unit exists in. */
  languages: string[];
  activities: string[];
  state: UnitState;
  /** The ids of the units that must be complete first. */
  requires: string[];
  /** When it opens, with the exceptions made for the person; null = it always is. */
  opensAt: Date | null;
  /** What comes later counts as late; with the exceptions made for the person. */
  dueAt: Date | null;
  /** Nothing is taken afterwards; with the exceptions made for the person. */
  closesAt: Date | null;
  /** It was handed in, and its own rules have given no grade yet. */
  isUngraded: boolean;
  /** What keeps it closed; nothing for an open one. */
  locks: Lock[];
  isLocked: boolean;
};

export type OutlineModule = { slug: string; title: Text; summary: Text; units: OutlineUnit[] };

type UnitDate = "openedAt" | "markedAt" | "submittedAt" | "completedAt" | "opensAt" | "dueAt" | "closesAt";

/** A unit as PostgreSQL hands it over: JSON carries dates as text. */
type StoredUnit = Pick<
  OutlineUnit,
  "id" | "courseId" | "slug" | "kind" | "minutes" | "completion" | "addedInRevision"
> &
  Pick<OutlineUnit, "gradePercent" | "replies" | "attendedMinutes"> &
  Record<UnitDate, string | null> & { module: string; isHidden: boolean };

type Exception = { unitId: string } & Record<"opensAt" | "dueAt" | "closesAt", string | null>;

/** What `outlineColumns` gives of one course; null where there is nothing. What is known of the person may be of other courses, too. */
export type StoredOutline = {
  units: StoredUnit[] | null;
  /** Slug -> title and summary. */
  modules: Record<string, [unknown, unknown]> | null;
  /** [unit, language, title] */
  titles: [string, string, string][] | null;
  /** [unit, activity] */
  activities: [string, string][] | null;
  /** [unit, unit that must be complete first] */
  unitRequires: [string, string][] | null;
  exceptions: Exception[] | null;
  /** [unit, what a trainer decided last] */
  decided: [string, number | null][] | null;
  /** The units in which there is an attempt or a submission. */
  work: string[] | null;
};

/**
 * SQL: the table `outline_units` of the present units of the courses in a table `c`, with what is noted of the person `userId`. To
 * be written behind that table in a WITH, for `outlineColumns`.
 */
export function outlineUnits({ userId, at }: { userId: string | null; at: Date }): Prisma.Sql {
  return Prisma.sql`outline_units AS MATERIALIZED (
      SELECT u.id, u.course_id AS "courseId", u.slug, u.kind, u.minutes, u.completion, m.slug AS module,
             u.added_in_revision AS "addedInRevision", u.opens_at AS "opensAt", u.due_at AS "dueAt", u.closes_at AS "closesAt",
             p.opened_at AS "openedAt", p.marked_at AS "markedAt", p.submitted_at AS "submittedAt",
             p.completed_at AS "completedAt", p.grade_percent AS "gradePercent", coalesce(p.replies, 0) AS replies,
             coalesce(p.attended_minutes, 0) AS "attendedMinutes", ${gradesHiddenAt(at)} AS "isHidden"
        FROM ${presentUnits}
        JOIN c ON c.id = u.course_id
        LEFT JOIN unit_progress p ON p.unit_id = u.id AND p.user_id = ${userId}::uuid
       WHERE u.state = 'published'
       ORDER BY ${unitOrder})`;
}

/**
 * SQL: the columns of one course of the table `c` from which `readOutline` makes its outline. Each list is read once and put together
 * there: a question asked again for every unit costs more than all of this. Of several exceptions an own one comes before
 * those of cohorts, and of those the earliest opening, the latest due date and the latest close (as `resolveLimits` has it).
 */
export function outlineColumns(userId: string | null): Prisma.Sql {
  const ofPerson = Prisma.sql`
    (SELECT json_agg(o) FROM (
       SELECT o.unit_id AS "unitId",
              coalesce(min(o.opens_at) FILTER (WHERE o.user_id IS NOT NULL), min(o.opens_at)) AS "opensAt",
              coalesce(max(o.due_at) FILTER (WHERE o.user_id IS NOT NULL), max(o.due_at)) AS "dueAt",
              coalesce(max(o.closes_at) FILTER (WHERE o.user_id IS NOT NULL), max(o.closes_at)) AS "closesAt"
         FROM unit_overrides o
        WHERE o.user_id = ${userId}::uuid
           OR o.cohort_id = ANY(ARRAY(SELECT h.cohort_id FROM cohort_members h WHERE h.user_id = ${userId}::uuid))
        GROUP BY o.unit_id) o) AS exceptions,
    (SELECT json_agg(json_build_array(g.unit_id, g.percent)) FROM (
       SELECT DISTINCT ON (unit_id) unit_id, percent FROM grade_overrides
        WHERE user_id = ${userId}::uuid ORDER BY unit_id, created_at DESC, id DESC) g) AS decided,
    (SELECT json_agg(w.unit_id) FROM (
       SELECT unit_id FROM attempts WHERE user_id = ${userId}::uuid
          AND (saved_at IS NOT NULL OR ends_at IS NOT NULL OR state <> 'in_progress')
       UNION SELECT unit_id FROM submissions WHERE user_id = ${userId}::uuid) w) AS work`;
  return Prisma.sql`
    (SELECT json_agg(u) FROM outline_units u WHERE u."courseId" = c.id) AS units,
    (SELECT json_object_agg(m.slug, json_build_array(m.title, m.summary))
       FROM course_modules m WHERE m.course_id = c.id) AS modules,
    (SELECT json_agg(json_build_array(u.id, x.language, x.title))
       FROM outline_units u JOIN unit_texts x ON x.unit_id = u.id WHERE u."courseId" = c.id) AS titles,
    (SELECT json_agg(json_build_array(u.id, a.activity_code) ORDER BY a.activity_code)
       FROM outline_units u JOIN unit_activities a ON a.unit_id = u.id WHERE u."courseId" = c.id) AS activities,
    (SELECT json_agg(json_build_array(u.id, r.required_unit_id) ORDER BY r.required_unit_id)
       FROM outline_units u JOIN unit_prerequisites r ON r.unit_id = u.id WHERE u."courseId" = c.id) AS "unitRequires",
    ${userId === null ? Prisma.sql`NULL AS exceptions, NULL AS decided, NULL AS work` : ofPerson}`;
}

/**
 * The present units of a course in their order, grouped by module, with titles in `language` (or the course's own), with what
 * is known of the person and with what keeps each unit closed to them. A trainer's decision comes before the unit's own grade; a
 * grade that learners are not told is null.
 */
export function readOutline(
  stored: StoredOutline,
  { language, ownLanguage, ...rules }: LockRules & { language: string; ownLanguage: string },
): OutlineModule[] {
  const modules: OutlineModule[] = [];
  const titlesOf = groupBy(stored.titles, ([, code, title]) => [code, title] as const);
  const activitiesOf = groupBy(stored.activities, ([, code]) => code);
  const requiresOf = groupBy(stored.unitRequires, ([, required]) => required);
  const exceptionOf = new Map((stored.exceptions ?? []).map((one) => [one.unitId, one]));
  const decided = new Map(stored.decided ?? []);
  const work = new Set(stored.work ?? []);
  for (const { module: moduleSlug, isHidden, gradePercent, ...unit } of stored.units ?? []) {
    let module = modules.at(-1);
    if (module?.slug !== moduleSlug) {
      const [title, summary] = stored.modules?.[moduleSlug] ?? [];
      const texts = { title: textIn(title, language, ownLanguage), summary: textIn(summary, language, ownLanguage) };
      module = { slug: moduleSlug, ...texts, units: [] };
      modules.push(module);
    }
    const titles = Object.fromEntries(titlesOf.get(unit.id) ?? []);
    const exception = exceptionOf.get(unit.id);
    const facts = {
      ...unit,
      openedAt: dateOf(unit.openedAt),
      markedAt: dateOf(unit.markedAt),
      submittedAt: dateOf(unit.submittedAt),
      completedAt: dateOf(unit.completedAt),
      gradePercent: isHidden ? null : (decided.get(unit.id) ?? gradePercent),
    };
    const isBegun = work.has(unit.id) || hasBegun(facts);
    module.units.push({
      ...facts,
      title: textIn(titles, language, ownLanguage),
      languages: Object.keys(titles).sort(),
      activities: activitiesOf.get(unit.id) ?? [],
      requires: requiresOf.get(unit.id) ?? [],
      opensAt: dateOf(exception?.opensAt ?? unit.opensAt),
      dueAt: dateOf(exception?.dueAt ?? unit.dueAt),
      closesAt: dateOf(exception?.closesAt ?? unit.closesAt),
      isUngraded: unit.submittedAt !== null && gradePercent === null,
      isBegun,
      state: unitState({ ...facts, isBegun }),
      locks: [],
      isLocked: false,
    });
  }
  lockUnits(modules, rules);
  return modules;
}

/** The rows of a list by the unit that each names first, in their order. */
function groupBy<Row extends [string, ...unknown[]], Kept>(rows: Row[] | null, keep: (row: Row) => Kept) {
  const groups = new Map<string, Kept[]>();
  for (const row of rows ?? []) {
    const group = groups.get(row[0]);
    if (group) group.push(keep(row));
    else groups.set(row[0], [keep(row)]);
  }
  return groups;
}

const dateOf = (text: string | null) => (text === null ? null : new Date(text));

/**
 * The outline of a course as it is for somebody who learns in it, whether they are enrolled or not; its staff and administrators
 * find nothing closed. One SQL statement.
 */
export async function loadOutline(
  from: Db,
  { courseId, userId, language, at }: { courseId: string; userId: string; language: string; at: Date },
): Promise<OutlineModule[]> {
  const [row] = await from.$queryRaw<(StoredOutline & { ownLanguage: string; isLinear: boolean; isStaff: boolean })[]>`
    WITH c AS MATERIALIZED (
      SELECT c.id, c.default_language AS "ownLanguage", c.is_linear AS "isLinear", ${isCourseStaff(userId)}
               OR EXISTS (SELECT 1 FROM ${allPeople} a WHERE a.id = ${userId}::uuid AND a.role = 'administrator') AS "isStaff"
        FROM courses c WHERE c.id = ${courseId}::uuid),
    ${outlineUnits({ userId, at })}
    SELECT c.*, ${outlineColumns(userId)} FROM c`;
  if (!row) return [];
  const { ownLanguage, isLinear, isStaff } = row;
  return readOutline(row, { language, ownLanguage, isLinear, isStaff, isLearner: true, at });
}

type Noted = "kind" | "openedAt" | "submittedAt" | "replies" | "attendedMinutes";

/** Whether what is noted of a person says that they have done something in a unit. */
function hasBegun({ kind, openedAt, submittedAt, replies, attendedMinutes }: Pick<OutlineUnit, Noted>): boolean {
  const isRead = unitKinds[kind].beginsByReading && openedAt !== null;
  return isRead || submittedAt !== null || replies > 0 || attendedMinutes > 0;
}

function lockUnits(modules: OutlineModule[], rules: LockRules): void {
  const units = unitsOf(modules);
  for (const [position, locks] of locksOf(units, rules).entries()) {
    Object.assign(units[position]!, { locks, isLocked: locks.length > 0 });
  }
}

/** The units of an outline, one after the other. */
export function unitsOf(modules: readonly OutlineModule[]): OutlineUnit[] {
  return modules.flatMap((module) => module.units);
}
