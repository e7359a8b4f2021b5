import { rowsWithin } from "#app/infra/statements/rows-within.server.ts";
import { forItsValues, upTo } from "#app/infra/statements/plan.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { unwantedBy } from "#app/modules/accounts/blocks/unwanted.server.ts";
import { allPeople } from "#app/modules/accounts/people.server.ts";
import { tagOf } from "#app/modules/forum/tag.ts";
import { entryOfRow } from "#app/modules/search/kinds/contract.server.ts";
import { kinds } from "#app/modules/search/kinds/table.server.ts";
import { type SearchKind, searchKinds } from "#app/modules/search/kinds/names.ts";
import { matchOf, rankOf } from "#app/modules/search/words/vector.server.ts";
import type { SearchQuery } from "#app/modules/search/words/query.ts";
import { Prisma } from "#prisma/generated/client.ts";
import { mostFound } from "./most-found.ts";
import type { SearchCursor } from "./cursor.ts";

const { sql } = Prisma;

/** Milliseconds that the database works on a search. */
const longestSearch = 2000;

/** What was found, without what it says: where it stands in the order, and which layer of it fits best. */
export type Hit = SearchCursor & { kind: SearchKind; language: string };

export type Hits = {
  /** How many things of each kind, and how many layers in each language; at most `mostFound` of a kind. */
  byKind: Partial<Record<SearchKind, number>>;
  byLanguage: Record<string, number>;
  page: Hit[];
};

type Wish = { kind?: SearchKind | null; language: string; after?: SearchCursor | null; limit: number };

/**
 * What the actor may see of all that fits a query, best first: rank, then the reader's language, then the newest. Sight is part of the
 * statement that finds and counts. One SQL statement, which the database ends after two seconds.
 */
export async function findThings(actor: MaybeActor, query: SearchQuery, wish: Wish): Promise<Hits> {
  const { kind = null, language, after = null, limit } = wish;
  // Whoever narrows without any word is shown what is newest there.
  const match = matchOf(query);
  const rank = rankOf(query, sql`vector`) ?? sql`0`;
  const branches = searchKinds.map((one) => branch(one, { actor, match, rank, query, language }));
  const rest = after
    ? sql`AND (score, own, at, id) < (${after.score}::float8, ${after.own}::int, ${after.at}::float8, ${after.id}::uuid)`
    : Prisma.empty;
  const [found] = await rowsWithin<[Hits]>(
    longestSearch,
    sql`
    WITH ${forItsValues} hits AS MATERIALIZED (${Prisma.join(branches, " UNION ALL ")}),
    things AS (
      SELECT DISTINCT ON (kind, id) * FROM hits ORDER BY kind, id, score DESC, own DESC, language)
    SELECT (SELECT coalesce(jsonb_object_agg(kind, n), '{}') FROM (SELECT kind, count(*)::int AS n FROM things GROUP BY kind) k) AS "byKind",
           (SELECT coalesce(jsonb_object_agg(language, n), '{}')
              FROM (SELECT language, count(*)::int AS n FROM hits WHERE ${isKind(kind)} GROUP BY language) l) AS "byLanguage",
           (SELECT coalesce(jsonb_agg(to_jsonb(p)), '[]')
              FROM (SELECT * FROM things WHERE ${isKind(kind)} ${rest}
                     ORDER BY score DESC, own DESC, at DESC, id DESC ${upTo(limit)}) p) AS page`,
  );
  return found;
}

const isKind = (kind: SearchKind | null) => (kind ? sql`kind = ${kind}` : sql`true`);

type Asked = { actor: MaybeActor; match: Prisma.Sql | null; rank: Prisma.Sql; query: SearchQuery; language: string };

/** The newest things of a kind that fit. Common words are read from the newest on, until there are enough; the planner knows how common. */
function branch(kind: SearchKind, { actor, match, rank, query, language }: Asked): Prisma.Sql {
  return sql`
    (SELECT kind, id, language, at, (language = ${language})::int AS own,
            round((${rank} * ${kinds[kind].weight}::float8)::numeric, 3)::float8 AS score
       FROM (SELECT e.kind, e.thing_id AS id, e.language, e.vector, (extract(epoch FROM e.ranks_at) * 1000)::float8 AS at
               FROM search_entries e CROSS JOIN LATERAL (${kinds[kind].found(actor, entryOfRow)}) f
              WHERE e.kind = ${kind} ${match ? sql`AND e.vector @@ ${match}` : Prisma.empty} ${filtered(actor, query)}
              ORDER BY e.ranks_at DESC, e.thing_id DESC ${upTo(mostFound + 1)}) newest)`;
}

function filtered(actor: MaybeActor, { filters }: SearchQuery): Prisma.Sql {
  const { before, after, lang, tag } = filters;
  const handles = filters.by.map((handle) => handle.replace(/^@/, "").toLowerCase());
  const parts = [
    lang.length > 0 && sql`AND e.language = ANY(${lang})`,
    before && sql`AND e.ranks_at < ${before}::date`,
    after && sql`AND e.ranks_at >= ${after}::date`,
    filters.in.length > 0 && sql`AND f.places && ${filters.in}::text[]`,
    tag.length > 0 && sql`AND f.tags && ${tag.map((one) => tagOf(one))}::text[]`,
    handles.length > 0 && sql`AND f.author_id IN (SELECT u.id FROM ${allPeople} u WHERE u.handle = ANY(${handles}))`,
    actor && sql`AND (f.author_id IS NULL OR f.author_id <> ALL(${unwantedBy(actor.id)}))`,
  ];
  return Prisma.join(
    parts.map((part) => part || Prisma.empty),
    " ",
  );
}
