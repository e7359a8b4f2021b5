import { allPeople } from "#app/modules/accounts/people.server.ts";
import { unwantedBy } from "#app/modules/accounts/blocks/unwanted.server.ts";
import { handlesLinkedIn, markdownRendererVersion, renderPost } from "#app/modules/forum/render-post.server.ts";
import { visibleTranslations } from "#app/modules/forum/sight.server.ts";
import { Prisma } from "#prisma/generated/client.ts";

/** What a post says in another language, without its words. */
export type Translation = {
  id: string;
  language: string;
  authorId: string;
  authorName: string;
  authorHandle: string;
  isOutdated: boolean;
};

/** The same with its words. `title` is the topic's, for an opening post. */
export type ShownTranslation = Translation & { title: string | null; html: string };

/** A row of `translationsOf`. */
export type TranslationRow = Translation & { title: string | null; html: string | null; stale: string | null };

/** In which language the posts of a page are read; one of them (`at`) in another one, or as it was written: "original". */
export type ReadIn = { language: string; at?: number | null; in?: string | null };

/**
 * SQL: the translations of the post `r` in the order of their languages, as JSON: with its words the one that a reader is shown; without
 * those by people whom `me` has muted or blocked.
 */
export function translationsOf(me: string, { language, at = null, in: wished = null }: ReadIn): Prisma.Sql {
  const { sql } = Prisma;
  const wanted =
    at === null || wished === null
      ? sql`${language}`
      : sql`CASE WHEN r.number = ${at} THEN ${wished} ELSE ${language} END`;
  return sql`(
    SELECT json_agg(json_build_object(
             'id', x.id, 'language', x.language, 'authorId', x.author_id, 'authorName', w.name, 'authorHandle', w.handle,
             'isOutdated', x.original_version < r.version,
             'title', CASE WHEN x.language = ${wanted} THEN x.title END,
             'html', CASE WHEN x.language = ${wanted} THEN x.html END,
             'stale', CASE WHEN x.language = ${wanted} AND x.renderer_version <> ${markdownRendererVersion} THEN x.body END)
             ORDER BY x.language)
      FROM ${visibleTranslations} x JOIN ${allPeople} w ON w.id = x.author_id
     WHERE x.reply_id = r.id AND x.language <> r.language AND x.author_id <> ALL(${unwantedBy(me)}))`;
}

/** The translations of a post by their rows, and the one that its reader is shown in the place of the original, if any. */
export function readTranslations(rows: TranslationRow[] | null): {
  translations: Translation[];
  shown: ShownTranslation | null;
} {
  if (!rows) return { translations: [], shown: null };
  const found = rows.find(({ html }) => html !== null);
  const shown = found && withoutStale(found);
  return {
    translations: rows.map(({ title: _title, html: _html, stale: _stale, ...row }) => row),
    shown: shown ?? null,
  };
}

function withoutStale({ stale, ...row }: TranslationRow): ShownTranslation {
  const html = row.html ?? "";
  // Written by an older renderer: shown as today's would.
  return { ...row, html: stale === null ? html : renderPost(stale, row.language, handlesLinkedIn(html)) };
}
