import { Button } from "#app/ui/elements/buttons.tsx";
import { Notice } from "#app/ui/elements/notices.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import type { UnreadWarning } from "#app/modules/accounts/sanctions/read-warning.server.ts";

/** What the team has warned the reader of, until they say that they have read it. It stays in their record. */
export function OwnWarnings({ warnings, handle }: { warnings: UnreadWarning[]; handle: string }) {
  const { t, format } = useI18n();
  if (warnings.length === 0) return null;
  return (
    <section className="stack" aria-label={t("accounts.warning.title")}>
      {warnings.map(({ id, reason, createdAt }) => (
        <Notice
          key={id}
          tone="warning"
          title={t("accounts.warning.title")}
          actions={
            <form method="post" action={`/me/warnings/${id}`} className="button-row">
              <Button>{t("accounts.warning.read")}</Button>
              <a href={`/people/${handle}/record`}>{t("accounts.warning.record")}</a>
            </form>
          }
        >
          <p className="soft">{t("accounts.warning.on", { date: format.date(createdAt) })}</p>
          <p dir="auto">{reason}</p>
        </Notice>
      ))}
    </section>
  );
}
