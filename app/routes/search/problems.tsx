import type { MessageKey } from "#app/i18n/catalogues/en.ts";
import { isolate } from "#app/lib/isolate.ts";
import type { QueryProblem } from "#app/modules/search/words/query.ts";
import { useI18n } from "#app/ui/text/i18n.tsx";

const sentences: Record<QueryProblem["code"], MessageKey> = {
  cut: "search.problem.cut",
  "too-many-words": "search.problem.too_many_words",
  "unknown-filter": "search.problem.unknown_filter",
  "empty-filter": "search.problem.empty_filter",
  "excluded-filter": "search.problem.excluded_filter",
  "impossible-date": "search.problem.impossible_date",
  "unclosed-quote": "search.problem.unclosed_quote",
  "only-operators": "search.problem.only_operators",
};

/** Why a search is not quite what was written. */
export function Problems({ problems, unknownKinds }: { problems: QueryProblem[]; unknownKinds: string[] }) {
  const { t } = useI18n();
  if (problems.length === 0 && unknownKinds.length === 0) return null;
  return (
    <ul className="notice">
      {problems.map(({ code, text }) => (
        <li key={code}>{t(sentences[code], { text: isolate(text) })}</li>
      ))}
      {unknownKinds.map((kind) => (
        <li key={kind}>{t("search.problem.unknown_kind", { text: isolate(kind) })}</li>
      ))}
    </ul>
  );
}
