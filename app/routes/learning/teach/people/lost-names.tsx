import type { LostName } from "#app/modules/certificates/list-lost-names.server.ts";
import { EmptyState } from "#app/ui/elements/empty-state.tsx";
import { Pagination } from "#app/ui/elements/pagination.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { UserText } from "#app/ui/text/user-text.tsx";

type LostNamesProps = { people: LostName[]; path: string; next: string | null };

/** The people whose name a certificate cannot print, with the letters and the cure. */
export function LostNames({ people, path, next }: LostNamesProps) {
  const { t } = useI18n();
  return (
    <section className="section stack" aria-labelledby="lost-names">
      <h2 id="lost-names">{t("certificates.staff.title")}</h2>
      {people.length === 0 ? (
        <EmptyState title={t("certificates.staff.none")} />
      ) : (
        <>
          <p>{t("certificates.staff.cure")}</p>
          <ul>
            {people.map(({ userId, name, handle, letters }) => (
              <li key={userId}>
                <a href={`/people/${handle}`}>
                  <UserText>{name}</UserText>
                </a>{" "}
                <span className="small">
                  {t("certificates.staff.letters", { letters: `\u2068${letters.join(" ")}\u2069` })}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      <p>
        <a href={path}>{t("certificates.staff.everybody")}</a>
      </p>
      <Pagination
        t={t}
        olderHref={next && `${path}?${new URLSearchParams({ names: "lost", before: next }).toString()}`}
      />
    </section>
  );
}
