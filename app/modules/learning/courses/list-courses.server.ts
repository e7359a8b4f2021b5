import { db } from "#app/infra/db.server.ts";
import {
  type CatalogueFacts,
  catalogueFacts,
  type CatalogueFactsJson,
  catalogueFactsAt,
} from "./catalogue-facts.server.ts";
import type { CatalogueFilter } from "./catalogue-filter.ts";
import type { CourseLevel } from "./outcomes.ts";
import { type Text, textIn } from "./text.ts";
import { Prisma } from "#prisma/generated/client.ts";

export type CatalogueCourse = CatalogueFacts & {
  id: string;
  slug: string;
  title: Text;
  summary: Text;
  hours: number;
  level: CourseLevel | null;
  /** The courses that should have been completed before. */
  requires: Text[];
};

type Row = Omit<CatalogueCourse, keyof CatalogueFacts | "title" | "summary" | "requires"> & {
  title: unknown;
  summary: unknown;
  ownLanguage: string;
  requires: { title: unknown; ownLanguage: string }[] | null;
  facts: CatalogueFactsJson;
};

type Options = { limit?: number; before?: string | null; filter?: CatalogueFilter; at?: Date };

/**
 * Published courses, newest first, titles in `language` or the course's own. `before` is the `next` of the page before.
 * At most 50 of them; one SQL statement.
 */
export async function listCourses(
  language: string,
  { limit = 20, before = null, filter, at = new Date() }: Options = {},
): Promise<{ courses: CatalogueCourse[]; next: string | null }> {
  const take = Math.min(Math.max(limit, 1), 50);
  const isOlder = before
    ? Prisma.sql`AND coalesce((c.created_at, c.id) < (SELECT b.created_at, b.id FROM courses b WHERE b.slug = ${before}), true)`
    : Prisma.empty;
  const rows = await db().$queryRaw<Row[]>`
    SELECT c.id, c.slug, c.title, c.summary, c.hours, c.level::text AS level, c.default_language AS "ownLanguage",
           (SELECT jsonb_agg(jsonb_build_object('title', r.title, 'ownLanguage', r.default_language) ORDER BY r.created_at, r.id)
              FROM course_prerequisites q JOIN courses r ON r.id = q.required_course_id AND r.state = 'published'
             WHERE q.course_id = c.id) AS requires,
           ${catalogueFactsAt(at)} AS facts
      FROM courses c
     WHERE c.state = 'published' ${isOlder} ${filtered(filter)}
     ORDER BY c.created_at DESC, c.id DESC LIMIT ${take + 1}`;
  const courses = rows.slice(0, take).map(({ title, summary, requires, ownLanguage, facts, ...row }) => ({
    ...row,
    ...catalogueFacts(facts),
    title: textIn(title, language, ownLanguage),
    summary: textIn(summary, language, ownLanguage),
    requires: (requires ?? []).map((one) => textIn(one.title, language, one.ownLanguage)),
  }));
  return { courses, next: rows.length > take ? (courses.at(-1)?.slug ?? null) : null };
}

/** From how many courses on people are helped by filters. */
const filtersFrom = 7;

/** Whether the catalogue is long enough to be filtered. One SQL statement, which stops counting there. */
export async function hasManyCourses(): Promise<boolean> {
  const found = await db().course.findMany({
    where: { state: "published" },
    select: { id: true },
    take: filtersFrom,
  });
  return found.length === filtersFrom;
}

function filtered({ language, road, level }: CatalogueFilter = {}): Prisma.Sql {
  // An output stands for all of its activities.
  const code = road?.includes(".")
    ? Prisma.sql`a.activity_code = ${road}`
    : Prisma.sql`a.activity_code LIKE ${`${road}.%`}`;
  const parts = [
    language && Prisma.sql`AND ${language} = ANY(c.languages)`,
    level && Prisma.sql`AND c.level::text = ${level}`,
    road && Prisma.sql`AND EXISTS (SELECT 1 FROM course_activities a WHERE a.course_id = c.id AND ${code})`,
  ];
  return Prisma.join(
    parts.map((part) => part || Prisma.empty),
    " ",
  );
}
