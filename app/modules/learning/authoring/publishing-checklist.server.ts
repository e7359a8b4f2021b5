import type { MessageKey } from "#app/i18n/catalogues/en.ts";
import { AppError } from "#app/infra/app-error.ts";
import { db, type Db } from "#app/infra/db.server.ts";
import { loadRubric, loadSettings } from "#app/modules/learning/assignments/save-assignment.server.ts";
import type { Completion } from "#app/modules/learning/courses/completion.ts";
import { presentUnits, unitOrder, unitTitlesForStaff } from "#app/modules/learning/courses/sql.server.ts";
import type { Authoring } from "#app/modules/learning/courses/staff-access.server.ts";
import { type Text, textIn } from "#app/modules/learning/courses/text.ts";
import type { UnitKind } from "#app/modules/learning/courses/unit-kinds.ts";
import { findQuizProblems } from "#app/modules/learning/quizzes/draw-questions.server.ts";

/** What keeps learners from finishing a unit, as a translation key with its values. */
export type UnitFault = { code: MessageKey; values?: Record<string, number | string> };

type Unit = { id: string; completion: Completion; hasText: boolean; ownLanguage: string };
type Check = (from: Db, unit: Unit) => Promise<UnitFault[]>;

const checks: Record<UnitKind, Check> = {
  lesson: () => Promise.resolve([]),
  quiz: async (from, { id }) => findQuizProblems(from, id),
  assignment: checkAssignment,
  discussion: async (from, { id, completion }) => {
    if (completion.replies === undefined || (await leadsTo(from, id, "topicNumber"))) return [];
    return [{ code: "authoring.checklist.no_topic" }];
  },
  webinar: async (from, { id, completion }) => {
    if (completion.attended === undefined || (await leadsTo(from, id, "webinarNumber"))) return [];
    return [{ code: "authoring.checklist.no_webinar" }];
  },
  survey: async (from, { id: unitId }) =>
    (await from.surveyQuestion.count({ where: { unitId, removedAt: null } })) > 0
      ? []
      : [{ code: "authoring.checklist.empty_survey" }],
};

async function checkAssignment(from: Db, { id, hasText, ownLanguage }: Unit): Promise<UnitFault[]> {
  const { reviews } = await loadSettings(from, id);
  const criteria = (await loadRubric(from, id))?.criteria ?? [];
  const empty = criteria.filter(({ levels }) => levels.length === 0);
  return [
    ...(hasText ? [] : [{ code: "authoring.checklist.no_instructions" as const }]),
    ...empty.map(({ title }): UnitFault => {
      const values = { title: `\u2068${textIn(title, ownLanguage, ownLanguage).text}\u2069` };
      return { code: "authoring.checklist.no_levels", values };
    }),
    ...(reviews > 0 && criteria.length === 0 ? [{ code: "authoring.checklist.no_rubric" as const }] : []),
  ];
}

/** Whether a unit, or an exception made for it, names where it is done. */
async function leadsTo(from: Db, id: string, number: "topicNumber" | "webinarNumber"): Promise<boolean> {
  if ((await from.unit.count({ where: { id, [number]: { not: null } } })) > 0) return true;
  return (await from.unitOverride.count({ where: { unitId: id, [number]: { not: null } } })) > 0;
}

/** What keeps learners from finishing one unit; `hasText` says of the text that is published with it. At most three SQL statements. */
export async function findUnitFaults(
  from: Db,
  unit: { id: string; kind: UnitKind },
  { hasText, ownLanguage }: { hasText: boolean; ownLanguage: string },
): Promise<UnitFault[]> {
  const { completion } = await from.unit.findUniqueOrThrow({ where: { id: unit.id }, select: { completion: true } });
  return checks[unit.kind](from, { id: unit.id, completion: completion as Completion, hasText, ownLanguage });
}

/** The same for the page of its author. */
export function getUnitFaults(unit: { id: string; kind: UnitKind }, text: { hasText: boolean; ownLanguage: string }) {
  return findUnitFaults(db(), unit, text);
}

export type PublishingChecklist = {
  /** Published parts that learners could not finish, in the order of the course. */
  units: { slug: string; kind: UnitKind; title: Text; faults: UnitFault[] }[];
  /** The languages of the course that do not cover all of its published parts. */
  languages: { language: string; covered: number; total: number }[];
  /** Who is enrolled and sees what is published at once. */
  enrolled: number;
};

type Row = { id: string; slug: string; kind: UnitKind; completion: Completion; titles: unknown } & {
  languages: string[];
  hasText: boolean;
};

/** What is missing in a course before everybody sees it. Two SQL statements, and up to three for a part that can lack something. */
export async function getPublishingChecklist({ course }: Authoring, language: string): Promise<PublishingChecklist> {
  const rows = await db().$queryRaw<Row[]>`
    SELECT u.id, u.slug, u.kind::text AS kind, u.completion, ${unitTitlesForStaff} AS titles,
           ARRAY(SELECT x.language FROM unit_texts x WHERE x.unit_id = u.id) AS languages,
           EXISTS (SELECT 1 FROM unit_texts x WHERE x.unit_id = u.id AND btrim(x.body) <> '') AS "hasText"
      FROM ${presentUnits}
     WHERE u.course_id = ${course.id}::uuid AND u.state = 'published' ORDER BY ${unitOrder}`;
  const units: PublishingChecklist["units"] = [];
  for (const { id, slug, kind, completion, titles, hasText } of rows) {
    const faults = await checks[kind](db(), { id, completion, hasText, ownLanguage: course.defaultLanguage });
    if (faults.length > 0) units.push({ slug, kind, title: textIn(titles, language, course.defaultLanguage), faults });
  }
  const languages = course.languages.map((code) => {
    const covered = rows.filter((row) => row.languages.includes(code)).length;
    return { language: code, covered, total: rows.length };
  });
  return {
    units,
    languages: languages.filter(({ covered, total }) => covered < total),
    enrolled: await db().enrolment.count({ where: { courseId: course.id } }),
  };
}

/** Throws 409 "authoring.checklist.unfinishable" for a unit or a course that learners could not finish. */
export function requireFinishable(faults: readonly UnitFault[]): void {
  if (faults.length > 0) throw new AppError("authoring.checklist.unfinishable", 409);
}
