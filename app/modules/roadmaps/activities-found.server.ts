import { type Db, db } from "#app/infra/db.server.ts";
import type { SearchedEntry, SearchedText } from "#app/infra/statements/searched.ts";
import { Prisma } from "#prisma/generated/client.ts";

const { sql } = Prisma;

/** Activities have codes instead of ids; this is the id of the activity `a` in the index of the search. */
const idOfActivity = sql`md5('activity ' || a.code)::uuid`;

/** SQL: the activity of an index entry (see `SearchedEntry`), in the languages in which its wording is known. Its facts are its code. */
export function activityFound({ thingId, language }: SearchedEntry): Prisma.Sql {
  return sql`
    SELECT NULL::uuid AS author_id, ARRAY[a.code] AS places, '{}'::text[] AS tags, jsonb_build_object('code', a.code) AS facts
      FROM activities a WHERE ${idOfActivity} = ${thingId} AND a.title ? ${language}`;
}

/** By what activities are found: their official wording, in each of its languages. One SQL statement. */
export async function listActivityTexts(from: Db, ids: readonly string[]): Promise<SearchedText[]> {
  return from.$queryRaw<SearchedText[]>`
    SELECT ${idOfActivity} AS id, l.key AS language, l.value AS title, '' AS body, '2024-01-01T00:00:00Z'::timestamptz AS at
      FROM activities a CROSS JOIN jsonb_each_text(a.title) AS l
     WHERE ${idOfActivity} = ANY(${ids}::uuid[]) AND jsonb_typeof(a.title) = 'object'`;
}

/** Ids of activities after this one, in their order. One SQL statement. */
export async function listActivityIds(after: string | null, limit: number): Promise<string[]> {
  const rows = await db().$queryRaw<{ id: string }[]>`
    SELECT id FROM (SELECT ${idOfActivity} AS id FROM activities a) known
     WHERE ${after}::uuid IS NULL OR id > ${after}::uuid ORDER BY id LIMIT ${limit}`;
  return rows.map(({ id }) => id);
}
