import { type Db, db } from "#app/infra/db.server.ts";
import type { SearchedEntry, SearchedText } from "#app/infra/statements/searched.ts";
import { Prisma } from "#prisma/generated/client.ts";

const { sql } = Prisma;

/** What a webinar that was found says of its place. */
export type FoundWebinar = { publicId: number; slug: string; activities: string[] };

/** SQL: the webinar of an index entry (see `SearchedEntry`): everybody may see it. */
export function webinarFound({ thingId, language }: SearchedEntry): Prisma.Sql {
  const activities = sql`ARRAY(SELECT a.activity_code FROM webinar_activities a WHERE a.webinar_id = w.id ORDER BY 1)`;
  return sql`
    SELECT w.trainer_id AS author_id, ${activities} AS places, '{}'::text[] AS tags,
           jsonb_build_object('publicId', w.public_id, 'slug', w.slug, 'activities', ${activities}) AS facts
      FROM webinars w WHERE w.id = ${thingId} AND w.language = ${language}`;
}

/** By what webinars are found. One SQL statement. */
export async function listWebinarTexts(from: Db, ids: readonly string[]): Promise<SearchedText[]> {
  return from.$queryRaw<SearchedText[]>`
    SELECT w.id, w.language, w.title, w.description AS body, w.starts_at AS at
      FROM webinars w WHERE w.id = ANY(${ids}::uuid[])`;
}

/** Ids of webinars after this one, in their order. One SQL statement. */
export async function listWebinarIds(after: string | null, limit: number): Promise<string[]> {
  const where = after === null ? {} : { id: { gt: after } };
  const rows = await db().webinar.findMany({ where, orderBy: { id: "asc" }, take: limit, select: { id: true } });
  return rows.map(({ id }) => id);
}
