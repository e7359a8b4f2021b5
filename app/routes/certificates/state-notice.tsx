import { certificatePath } from "#app/modules/certificates/paths.ts";
import type { Found } from "#app/routes/certificates/certificate-data.server.ts";
import { reasonLabels } from "#app/modules/certificates/reason-labels.ts";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Notice } from "#app/ui/elements/notices.tsx";

/** What the certificate is worth, before all else. */
export function StateNotice({ found }: { found: Found }) {
  const { t, format } = useI18n();
  if (found.revokedAt) {
    const title = t("certificates.revoked.title", { date: format.date(found.revokedAt) });
    return (
      <Notice tone="error" title={title}>
        {found.revokedReason && t(reasonLabels[found.revokedReason])} {t("certificates.revoked.text")}
      </Notice>
    );
  }
  if (found.replacedBy) {
    return (
      <Notice tone="warning" title={t("certificates.replaced.title")}>
        {t("certificates.replaced.text")}{" "}
        <a href={certificatePath(found.replacedBy)} dir="ltr" className="nowrap">
          {found.replacedBy}
        </a>
      </Notice>
    );
  }
  return (
    <Notice tone="success" title={t("certificates.valid.title")}>
      {t("certificates.valid.text")}
    </Notice>
  );
}
