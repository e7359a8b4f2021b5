import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { page } from "#app/http/page.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { isolate } from "#app/lib/isolate.ts";
import { readSearchCursor } from "#app/modules/search/searching/cursor.ts";
import { readQuery, searchPath } from "#app/modules/search/searching/read-query.ts";
import { searchWithin } from "#app/modules/search/searching/search-within.server.ts";
import { asksForAnything } from "#app/modules/search/words/query.ts";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { Pagination } from "#app/ui/elements/pagination.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Facets } from "./facets.tsx";
import { NothingFound } from "./nothing-found.tsx";
import { Problems } from "./problems.tsx";
import { ResultRows } from "./result-rows.tsx";
import { SearchForm } from "./search-form.tsx";

export const loader = page(async ({ actor, url, language, t }) => {
  const { q, fields, query, kind, unknownKinds } = readQuery(url.searchParams);
  const asked = { q, fields };
  const title = query.text ? t("search.results", { words: isolate(q.trim()) }) : t("search.title");
  const about = { title, asked, kind, problems: query.problems, unknownKinds, isMember: actor !== null };
  if (!asksForAnything(query)) return { ...about, found: null };
  const after = readSearchCursor(url.searchParams.get("more"));
  return { ...about, found: await searchWithin(actor, query, { kind, language, after }) };
});

export const meta: MetaFunction<typeof loader> = (args) => [
  ...pageTitle(args),
  // What somebody searched for is no page of ours.
  { name: "robots", content: "noindex" },
];

export const handle = { text: false };

/** One box for everything, what was found with the part in which the words stand, and ways to narrow it. */
export default function Search() {
  const { t } = useI18n();
  const { title, asked, kind, problems, unknownKinds, isMember, found } = useLoaderData<typeof loader>();
  return (
    <Page>
      <PageHeader title={title} t={t} lede={found ? undefined : t("search.lede")} />
      <SearchForm asked={asked} />
      <Problems problems={problems} unknownKinds={unknownKinds} />
      {found?.failure && (
        <p className="notice" role="status">
          {t(found.failure)}
        </p>
      )}
      {found?.results && (
        <>
          <Facets asked={asked} kind={kind} byKind={found.byKind} byLanguage={found.byLanguage} />
          <ResultRows results={found.results} />
          {found.results.length === 0 && (
            <NothingFound asked={asked} suggestion={found.suggestion} isMember={isMember} />
          )}
          <Pagination
            t={t}
            olderHref={found.next && searchPath(asked, { more: found.next })}
            olderLabel={t("search.more")}
          />
        </>
      )}
    </Page>
  );
}
