import { allPeople } from "#app/modules/accounts/people.server.ts";
import { isCourseStaff, presentUnits, unitOrder, unitTitles } from "#app/modules/learning/courses/sql.server.ts";
import { db, type Db } from "#app/infra/db.server.ts";
import { gradesHiddenAt } from "./hidden-grades.server.ts";
import { type UnitFacts, type UnitState, unitState } from "./progress.ts";
import { type Lock, type LockRules, locksOf } from "./locks.ts";
import { type Text, textIn } from "#app/modules/learning/courses/text.ts";
import { type UnitKind, unitKinds } from "#app/modules/learning/courses/unit-kinds.ts";

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
  /** What keeps it closed; nothing for an open one. */
  locks: Lock[];
  isLocked: boolean;
};

export type OutlineModule = { slug: string; title: Text; summary: Text; units: OutlineUnit[] };

type Row = Omit<OutlineUnit, "title" | "languages" | "state" | "isBegun" | "locks" | "isLocked"> & {
  titles: Record<string, string>;
  moduleSlug: string;
  moduleTitle: unknown;
  moduleSummary: unknown;
  ownLanguage: string;
  isLinear: boolean;
  isEnrolled: boolean;
  isStaff: boolean;
  hasWork: boolean;
};

type Options = {
  language: string;
  userId?: string | null;
  from?: Db;
  at?: Date;
  /** Judges locks as for somebody enrolled, whether they are or not. */
  isLearner?: true;
};

/**
 * The present units of the given courses in their order, grouped by module, with titles in `language` (or the course's
 * own), with what is known of the person `userId` and with what keeps each unit closed to them. Of several exceptions an
 * own one comes before those of cohorts, and of those the earliest opening, the latest due date and the latest close
 * (as `resolveLimits` has it). A trainer's decision
 * comes before the unit's own grade; a grade that learners are not told is null. One
 * SQL statement, whatever the number of courses.
 */
export async function loadOutlines(
  courseIds: string[],
  { language, userId = null, from = db(), at = new Date(), isLearner }: Options,
): Promise<Map<string, OutlineModule[]>> {
  // Whether somebody is enrolled or staff is the same for every unit of a course: it is looked for once.
  const rows = await from.$queryRaw<Row[]>`
    WITH here AS MATERIALIZED (
      SELECT c.id, c.default_language, c.is_linear,
             EXISTS (SELECT 1 FROM enrolments e WHERE e.course_id = c.id AND e.user_id = ${userId}::uuid) AS is_enrolled,
             ${isCourseStaff(userId)}
               OR EXISTS (SELECT 1 FROM ${allPeople} a WHERE a.id = ${userId}::uuid AND a.role = 'administrator') AS is_staff
        FROM courses c WHERE c.id = ANY(${courseIds}::uuid[]))
    SELECT u.id, u.course_id AS "courseId", u.slug, u.kind::text AS kind, u.minutes, u.completion,
           u.added_in_revision AS "addedInRevision", p.opened_at AS "openedAt", p.marked_at AS "markedAt",
           p.submitted_at AS "submittedAt", p.completed_at AS "completedAt",
           CASE WHEN ${gradesHiddenAt(at)} THEN NULL ELSE coalesce(
             (SELECT g.percent FROM grade_overrides g WHERE g.unit_id = u.id AND g.user_id = ${userId}::uuid
               ORDER BY g.created_at DESC, g.id DESC LIMIT 1), p.grade_percent) END AS "gradePercent",
           coalesce(p.replies, 0) AS replies, coalesce(p.attended_minutes, 0) AS "attendedMinutes",
           m.slug AS "moduleSlug", m.title AS "moduleTitle", m.summary AS "moduleSummary",
           c.default_language AS "ownLanguage", c.is_linear AS "isLinear",
           c.is_enrolled AS "isEnrolled", c.is_staff AS "isStaff",
           coalesce((SELECT o.opens_at FROM unit_overrides o WHERE o.unit_id = u.id AND o.user_id = ${userId}::uuid),
                    (SELECT min(o.opens_at) FROM unit_overrides o JOIN cohort_members h ON h.cohort_id = o.cohort_id
                      WHERE o.unit_id = u.id AND h.user_id = ${userId}::uuid),
                    u.opens_at) AS "opensAt",
           coalesce((SELECT o.due_at FROM unit_overrides o WHERE o.unit_id = u.id AND o.user_id = ${userId}::uuid),
                    (SELECT max(o.due_at) FROM unit_overrides o JOIN cohort_members h ON h.cohort_id = o.cohort_id
                      WHERE o.unit_id = u.id AND h.user_id = ${userId}::uuid),
                    u.due_at) AS "dueAt",
           coalesce((SELECT o.closes_at FROM unit_overrides o WHERE o.unit_id = u.id AND o.user_id = ${userId}::uuid),
                    (SELECT max(o.closes_at) FROM unit_overrides o JOIN cohort_members h ON h.cohort_id = o.cohort_id
                      WHERE o.unit_id = u.id AND h.user_id = ${userId}::uuid),
                    u.closes_at) AS "closesAt",
           ARRAY(SELECT r.required_unit_id::text FROM unit_prerequisites r WHERE r.unit_id = u.id ORDER BY 1) AS requires,
           ${unitTitles} AS titles,
           EXISTS (SELECT 1 FROM attempts a WHERE a.unit_id = u.id AND a.user_id = ${userId}::uuid
                      AND (a.saved_at IS NOT NULL OR a.ends_at IS NOT NULL OR a.state <> 'in_progress'))
             OR EXISTS (SELECT 1 FROM submissions s WHERE s.unit_id = u.id AND s.user_id = ${userId}::uuid) AS "hasWork",
           ARRAY(SELECT a.activity_code FROM unit_activities a WHERE a.unit_id = u.id ORDER BY 1) AS activities
      FROM ${presentUnits}
      JOIN here c ON c.id = u.course_id
      LEFT JOIN unit_progress p ON p.unit_id = u.id AND p.user_id = ${userId}::uuid
     WHERE u.course_id = ANY(${courseIds}::uuid[]) AND u.state = 'published'
     ORDER BY u.course_id, ${unitOrder}`;
  const rules = new Map<string, LockRules>();
  const outlines = new Map<string, OutlineModule[]>(courseIds.map((id) => [id, []]));
  for (const row of rows) {
    const {
      titles,
      moduleSlug,
      moduleTitle,
      moduleSummary,
      ownLanguage,
      isLinear,
      isEnrolled,
      isStaff,
      hasWork,
      ...unit
    } = row;
    rules.set(row.courseId, { isLinear, isLearner: isLearner ?? isEnrolled, isStaff, at });
    const modules = outlines.get(row.courseId) ?? [];
    let module = modules.at(-1);
    if (module?.slug !== moduleSlug) {
      const title = textIn(moduleTitle, language, ownLanguage);
      module = { slug: moduleSlug, title, summary: textIn(moduleSummary, language, ownLanguage), units: [] };
      modules.push(module);
    }
    const languages = Object.keys(titles ?? {}).sort();
    const title = textIn(titles, language, ownLanguage);
    const isBegun = hasWork || hasBegun(unit);
    const state = unitState({ ...unit, isBegun });
    module.units.push({ ...unit, title, languages, isBegun, state, locks: [], isLocked: false });
  }
  for (const [courseId, rule] of rules) lockUnits(outlines.get(courseId) ?? [], rule);
  return outlines;
}

type Noted = "kind" | "openedAt" | "submittedAt" | "replies" | "attendedMinutes";

/** Whether what is noted of a person says that they have done something in a unit. */
function hasBegun({ kind, openedAt, submittedAt, replies, attendedMinutes }: Pick<Row, Noted>): boolean {
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
