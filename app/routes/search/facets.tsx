import { searchKinds, type SearchKind } from "#app/modules/search/kinds/names.ts";
import { mostFound } from "#app/modules/search/searching/most-found.ts";
import { type ReadQuery, searchPath } from "#app/modules/search/searching/read-query.ts";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { kindLabels } from "./labels.ts";

type FacetsProps = {
  asked: Pick<ReadQuery, "q" | "fields">;
  kind: SearchKind | null;
  byKind: Partial<Record<SearchKind, number>>;
  byLanguage: Record<string, number>;
};

type Facet = { key: string; label: string; lang?: string; href: string; count: number | null; isChosen: boolean };

/** What was found by kind and by language, with how much of each, as links that narrow the search to it. */
export function Facets({ asked, kind, byKind, byLanguage }: FacetsProps) {
  const { t, format } = useI18n();
  const { lang } = asked.fields;
  const ofKinds = searchKinds.flatMap((one): Facet[] => {
    const count = byKind[one] ?? 0;
    if (count === 0 && one !== kind) return [];
    const href = searchPath(asked, { kind: one });
    return [{ key: one, label: t(kindLabels[one]), href, count, isChosen: one === kind }];
  });
  const ofLanguages = Object.entries(byLanguage)
    .sort(([one, fewer], [other, more]) => more - fewer || (one < other ? -1 : 1))
    .map(([code, count]): Facet => {
      const href = searchPath(asked, { lang: code });
      return { key: code, label: format.languageName(code), href, count, isChosen: code === lang };
    });
  const all = (field: "kind" | "lang"): Facet => {
    return {
      key: "",
      label: t("search.all"),
      href: searchPath(asked, { [field]: null }),
      count: null,
      isChosen: !asked.fields[field],
    };
  };
  return (
    <div className="section">
      {ofKinds.length > 0 && <FacetRow label={t("search.kinds")} facets={[all("kind"), ...ofKinds]} />}
      {(ofLanguages.length > 1 || lang) && (
        <FacetRow label={t("search.languages")} facets={[all("lang"), ...ofLanguages]} />
      )}
    </div>
  );
}

function FacetRow({ label, facets }: { label: string; facets: Facet[] }) {
  const { t } = useI18n();
  const shown = (count: number) => (count > mostFound ? t("search.many", { count: mostFound }) : String(count));
  return (
    <nav aria-label={label}>
      <ul role="list" className="facts">
        {facets.map(({ key, label: name, href, count, isChosen }) => (
          <li key={key}>
            <a href={href} aria-current={isChosen ? "true" : undefined}>
              {name}
            </a>
            {count !== null && <span className="soft"> ({shown(count)})</span>}
          </li>
        ))}
      </ul>
    </nav>
  );
}
