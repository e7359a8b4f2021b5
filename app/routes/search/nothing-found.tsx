import { type ReadQuery, searchPath } from "#app/modules/search/searching/read-query.ts";
import { EmptyState } from "#app/ui/elements/empty-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { isolate } from "#app/lib/isolate.ts";

type NothingFoundProps = {
  asked: Pick<ReadQuery, "q" | "fields">;
  suggestion: string | null;
  isMember: boolean;
};

/** What to do when nothing was found: what they may have meant, the same without filters, to ask people. */
export function NothingFound({ asked, suggestion, isMember }: NothingFoundProps) {
  const { t } = useI18n();
  const isNarrowed = Object.keys(asked.fields).length > 0;
  const words = asked.q.trim();
  const space = asked.fields.in;
  // Cut between whole signs: half of one is no part of an address.
  const title = words ? `?title=${encodeURIComponent(Array.from(words).slice(0, 150).join(""))}` : "";
  return (
    <EmptyState
      title={t("search.none")}
      actions={
        <>
          {isNarrowed && (
            <a
              href={searchPath(asked, {
                kind: null,
                lang: null,
                in: null,
                by: null,
                tag: null,
                after: null,
                before: null,
              })}
            >
              {t("search.whole")}
            </a>
          )}
          {isMember && space && <a href={`/forum/${encodeURIComponent(space)}/new${title}`}>{t("search.ask_in")}</a>}
          <a href="/forum">{t("search.ask")}</a>
        </>
      }
    >
      {words && <p>{t("search.none_as", { words: isolate(words) })}</p>}
      {suggestion && (
        <p>
          {t("search.suggestion")}{" "}
          <a href={searchPath({ q: suggestion, fields: asked.fields })}>
            <bdi>{suggestion}</bdi>
          </a>
        </p>
      )}
      <p>{isNarrowed ? t("search.none_filters") : t("search.none_next")}</p>
    </EmptyState>
  );
}
