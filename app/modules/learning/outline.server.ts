import { db, type Db } from "#app/infra/db.server.ts";
import { type UnitFacts, type UnitState, unitState } from "#app/modules/learning/progress.ts";
import { type Text, textIn } from "#app/modules/learning/text.ts";
import type { UnitKind } from "#app/modules/learning/unit-kinds.ts";

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
};

export type OutlineModule = { slug: string; title: Text; summary: Text; units: OutlineUnit[] };

type Row = Omit<OutlineUnit, "title" | "languages" | "state"> & {
  titles: Record<string, string>;
  moduleSlug: string;
  moduleTitle: unknown;
  moduleSummary: unknown;
  ownLanguage: string;
};

/**
 * The present units of the given courses in their order, grouped by module, with titles in `language` (or the course's
 * own) and with what is known of the person `userId`. One SQL statement, whatever the number of courses.
 */
export async function loadOutlines(
  courseIds: string[],
  { language, userId = null, from = db() }: { language: string; userId?: string | null; from?: Db },
): Promise<Map<string, OutlineModule[]>> {
  const rows = await from.$queryRaw<Row[]>`
    SELECT u.id, u.course_id AS "courseId", u.slug, u.kind::text AS kind, u.minutes, u.completion,
           u.added_in_revision AS "addedInRevision", p.opened_at AS "openedAt", p.marked_at AS "markedAt",
           p.submitted_at AS "submittedAt", p.completed_at AS "completedAt", p.grade_percent AS "gradePercent",
           coalesce(p.replies, 0) AS replies, coalesce(p.attended_minutes, 0) AS "attendedMinutes",
           m.slug AS "moduleSlug", m.title AS "moduleTitle", m.summary AS "moduleSummary",
           c.default_language AS "ownLanguage",
           (SELECT jsonb_object_agg(x.language, x.title) FROM unit_texts x WHERE x.unit_id = u.id) AS titles,
           ARRAY(SELECT a.activity_code FROM unit_activities a WHERE a.unit_id = u.id ORDER BY 1) AS activities
      FROM units u
      JOIN course_modules m ON m.id = u.module_id AND m.removed_at IS NULL
      JOIN courses c ON c.id = u.course_id
      LEFT JOIN unit_progress p ON p.unit_id = u.id AND p.user_id = ${userId}::uuid
     WHERE u.course_id = ANY(${courseIds}::uuid[]) AND u.removed_at IS NULL AND u.state = 'published'
     ORDER BY u.course_id, m.position, m.slug, u.position, u.slug`;
  const outlines = new Map<string, OutlineModule[]>(courseIds.map((id) => [id, []]));
  for (const row of rows) {
    const { titles, moduleSlug, moduleTitle, moduleSummary, ownLanguage, ...unit } = row;
    const modules = outlines.get(row.courseId) ?? [];
    let module = modules.at(-1);
    if (module?.slug !== moduleSlug) {
      const title = textIn(moduleTitle, language, ownLanguage);
      module = { slug: moduleSlug, title, summary: textIn(moduleSummary, language, ownLanguage), units: [] };
      modules.push(module);
    }
    const languages = Object.keys(titles ?? {}).sort();
    const title = textIn(titles, language, ownLanguage);
    module.units.push({ ...unit, title, languages, state: unitState(unit) });
  }
  return outlines;
}

/** The units of an outline, one after the other. */
export function unitsOf(modules: readonly OutlineModule[]): OutlineUnit[] {
  return modules.flatMap((module) => module.units);
}
