import { db } from "#app/infra/db.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { entryOfRow, type FoundPlace } from "#app/modules/search/kinds/contract.server.ts";
import { kinds } from "#app/modules/search/kinds/table.server.ts";
import { type SearchKind, searchKinds } from "#app/modules/search/kinds/names.ts";
import { type ExcerptPiece, excerptOf } from "#app/modules/search/words/excerpt.ts";
import type { SearchQuery } from "#app/modules/search/words/query.ts";
import { Prisma } from "#prisma/generated/client.ts";
import { type SearchCursor, writeSearchCursor } from "./cursor.ts";
import { findThings, type Hit, type Hits } from "./find-things.server.ts";

const { sql } = Prisma;

/** Results of a page. */
const resultsPerPage = 20;
/** Characters of a title: all of it. */
const longestTitle = 1000;

export type Result = {
  kind: SearchKind;
  id: string;
  href: string;
  title: ExcerptPiece[];
  excerpt: ExcerptPiece[];
  /** In which it was found. */
  language: string;
  at: Date;
  place: FoundPlace;
  author: string | null;
};

export type Results = Omit<Hits, "page"> & { results: Result[]; next: string | null };

export type SearchOptions = { kind?: SearchKind | null; language: string; after?: SearchCursor | null };

/**
 * What the actor may see of all that fits a query, with the part of each in which the words stand, and how many there are of each kind
 * and in each language (more than `mostFound` are not counted). `language` is the reader's. Two SQL statements.
 */
export async function searchFor(actor: MaybeActor, query: SearchQuery, options: SearchOptions): Promise<Results> {
  const hits = await findThings(actor, query, { ...options, limit: resultsPerPage + 1 });
  const { page, byKind, byLanguage } = hits;
  const shown = page.slice(0, resultsPerPage);
  const results = await describe(actor, shown, { query, language: options.language });
  const last = shown.at(-1);
  return { byKind, byLanguage, results, next: page.length > shown.length && last ? writeSearchCursor(last) : null };
}

type Row = { kind: SearchKind; id: string; language: string; title: string; body: string; at: Date; facts: unknown };

/** What the results say. Whatever has gone out of sight since it was found is left out. One SQL statement. */
async function describe(
  actor: MaybeActor,
  hits: Hit[],
  { query, language }: { query: SearchQuery; language: string },
): Promise<Result[]> {
  if (hits.length === 0) return [];
  const parts = searchKinds.flatMap((kind) => {
    const some = hits.filter((hit) => hit.kind === kind);
    return some.length === 0 ? [] : [described(actor, kind, some)];
  });
  const rows = await db().$queryRaw<Row[]>`${Prisma.join(parts, " UNION ALL ")}`;
  const byId = new Map(rows.map((row) => [row.id, row]));
  return hits.flatMap(({ id }) => {
    const row = byId.get(id);
    return row ? [resultOf(row, query, language)] : [];
  });
}

function described(actor: MaybeActor, kind: SearchKind, hits: Hit[]): Prisma.Sql {
  const found = kinds[kind].found(actor, entryOfRow);
  return sql`
    SELECT e.kind, e.thing_id AS id, e.language, e.title, e.body, e.ranks_at AS at, f.facts
      FROM unnest(${hits.map(({ id }) => id)}::uuid[], ${hits.map((hit) => hit.language)}::text[]) AS h (id, language)
      JOIN search_entries e ON e.kind = ${kind} AND e.thing_id = h.id AND e.language = h.language
      CROSS JOIN LATERAL (${found}) f`;
}

function resultOf(row: Row, query: SearchQuery, reader: string): Result {
  const { kind, id, language, at, body, facts } = row;
  const { href, place, title, author = null } = kinds[kind].show(facts, { language: reader, layer: language });
  const shown = excerptOf(title ?? row.title, query, longestTitle);
  return { kind, id, href, title: shown, excerpt: excerptOf(body, query), language, at, place, author };
}
