import { Icon } from "./icons.tsx";
import type { Translate } from "#app/ui/text/translate.ts";

type PaginationProps = {
  t: Translate;
  newerHref?: string | null;
  olderHref?: string | null;
  /** Replaces "Newer" and "Older" where the list runs another way ("Earlier replies"). */
  newerLabel?: string;
  olderLabel?: string;
};

/** The way to the pages before and after. Lists have no page numbers: rows move while people write. */
export function Pagination({ t, newerHref, olderHref, newerLabel, olderLabel }: PaginationProps) {
  if (!newerHref && !olderHref) return null;
  return (
    <nav className="pagination" aria-label={t("ui.pagination.label")}>
      {newerHref && (
        <a className="button" href={newerHref} rel="prev">
          <span className="turned">
            <Icon name="arrow" points />
          </span>
          {newerLabel ?? t("ui.pagination.newer")}
        </a>
      )}
      {olderHref && (
        <a className="button" href={olderHref} rel="next">
          {olderLabel ?? t("ui.pagination.older")}
          <Icon name="arrow" points />
        </a>
      )}
    </nav>
  );
}
