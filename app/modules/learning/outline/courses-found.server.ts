import { type Db, db } from "#app/infra/db.server.ts";
import type { SearchedEntry, SearchedText } from "#app/infra/statements/searched.ts";
import { presentUnits } from "#app/modules/learning/courses/sql.server.ts";
import type { UnitKind } from "#app/modules/learning/courses/unit-kinds.ts";
import { Prisma } from "#prisma/generated/client.ts";

const { sql } = Prisma;

/** What a course or a unit that was found says of its place. `courseTitle` is in all languages of the course. */
export type FoundCourse = { slug: string; activities: string[] };
export type FoundUnit = {
  slug: string;
  courseSlug: string;
  courseTitle: unknown;
  ownLanguage: string;
  activities: string[];
};

const activitiesOf = sql`ARRAY(SELECT a.activity_code FROM course_activities a WHERE a.course_id = c.id ORDER BY 1)`;

/** SQL: the course of an index entry (see `SearchedEntry`): everybody may see one that is published, in the languages that it has. */
export function courseFound({ thingId, language }: SearchedEntry): Prisma.Sql {
  return sql`
    SELECT NULL::uuid AS author_id, ${activitiesOf} AS places, '{}'::text[] AS tags,
           jsonb_build_object('slug', c.slug, 'activities', ${activitiesOf}) AS facts
      FROM courses c WHERE c.id = ${thingId} AND c.state = 'published' AND ${language} = ANY(c.languages)`;
}

/**
 * SQL: the unit of an index entry: everybody may read one that is published in a published course, once it is open, in the languages that it
 * has. Whom an exception lets in earlier does not find it earlier.
 */
export function unitFound(kind: UnitKind, { thingId, language }: SearchedEntry): Prisma.Sql {
  return sql`
    SELECT NULL::uuid AS author_id, ${activitiesOf} AS places, '{}'::text[] AS tags,
           jsonb_build_object('slug', u.slug, 'courseSlug', c.slug, 'courseTitle', c.title, 'ownLanguage', c.default_language,
             'activities', ${activitiesOf}) AS facts
      FROM ${presentUnits} JOIN courses c ON c.id = u.course_id
     WHERE u.id = ${thingId} AND u.state = 'published' AND u.kind = ${kind}::unit_kind AND c.state = 'published'
       AND (u.opens_at IS NULL OR u.opens_at <= now())
       AND EXISTS (SELECT 1 FROM unit_texts x WHERE x.unit_id = u.id AND x.language = ${language})`;
}

/** By what published courses are found: title and summary, in each of their languages. One SQL statement. */
export async function listCourseTexts(from: Db, ids: readonly string[]): Promise<SearchedText[]> {
  return from.$queryRaw<SearchedText[]>`
    SELECT c.id, l.language, coalesce(c.title->>l.language, '') AS title,
           concat_ws(E'\n\n', c.summary->>l.language, (
             SELECT string_agg(value, E'\n') FROM jsonb_array_elements_text(
               CASE jsonb_typeof(c.outcomes->l.language) WHEN 'array' THEN c.outcomes->l.language ELSE '[]' END))) AS body,
           c.created_at AS at
      FROM courses c CROSS JOIN unnest(c.languages) AS l (language)
     WHERE c.id = ANY(${ids}::uuid[]) AND c.state = 'published'`;
}

/** The same of published units of a kind. One SQL statement. */
export async function listUnitTexts(from: Db, kind: UnitKind, ids: readonly string[]): Promise<SearchedText[]> {
  return from.$queryRaw<SearchedText[]>`
    SELECT u.id, x.language, x.title, x.body, c.created_at AS at
      FROM ${presentUnits} JOIN courses c ON c.id = u.course_id JOIN unit_texts x ON x.unit_id = u.id
     WHERE u.id = ANY(${ids}::uuid[]) AND u.kind = ${kind}::unit_kind AND u.state = 'published' AND c.state = 'published'`;
}

/** Ids of courses after this one, in their order, in whatever state. One SQL statement. */
export async function listCourseIds(after: string | null, limit: number): Promise<string[]> {
  const where = after === null ? {} : { id: { gt: after } };
  const rows = await db().course.findMany({ where, orderBy: { id: "asc" }, take: limit, select: { id: true } });
  return rows.map(({ id }) => id);
}

/** The same of units of a kind. One SQL statement. */
export async function listUnitIds(kind: UnitKind, after: string | null, limit: number): Promise<string[]> {
  const where = { kind, ...(after !== null && { id: { gt: after } }) };
  const rows = await db().unit.findMany({ where, orderBy: { id: "asc" }, take: limit, select: { id: true } });
  return rows.map(({ id }) => id);
}

/** Courses with their units that changed since a moment: what they say, or what is shown of them. One SQL statement. */
export async function listChangedCourses(since: Date): Promise<{ courses: string[]; units: string[] }> {
  const [row] = await db().$queryRaw<[{ courses: string[]; units: string[] }]>`
    SELECT ARRAY(SELECT c.id FROM courses c WHERE c.updated_at >= ${since}) AS courses,
           ARRAY(SELECT u.id FROM units u JOIN courses c ON c.id = u.course_id
                  WHERE c.updated_at >= ${since}
                     OR EXISTS (SELECT 1 FROM unit_texts x WHERE x.unit_id = u.id AND x.updated_at >= ${since})) AS units`;
  return row;
}
