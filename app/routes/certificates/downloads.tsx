import { certificatePath, pdfPath } from "#app/modules/certificates/paths.ts";
import type { Found } from "#app/routes/certificates/certificate-data.server.ts";
import { LinkButton } from "#app/ui/elements/buttons.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

/** The document to take along, and what programs need to check it. Only a valid certificate has a document. */
export function Downloads({ found: { serial, state, pdfSize, fingerprint } }: { found: Found }) {
  const { t, format } = useI18n();
  const size = pdfSize === null ? "PDF" : t("certificates.pdf.size", { size: format.fileSize(pdfSize) });
  return (
    <div className="section stack no-print">
      {state === "valid" && (
        <p className="cluster">
          <LinkButton href={pdfPath(serial)} variant="primary">
            {t("certificates.pdf.open")} ({size})
          </LinkButton>
          <a href={pdfPath(serial, "us-letter")}>{t("certificates.pdf.letter")}</a>
        </p>
      )}
      <details className="small soft">
        <summary>{t("certificates.check.title")}</summary>
        <p>
          {t("certificates.check.fingerprint")} <code dir="ltr">{fingerprint}</code>
        </p>
        <p>
          <a href={`${certificatePath(serial)}.json`}>{t("certificates.check.json")}</a>
        </p>
      </details>
      <p className="small">
        <a href="/certificates">{t("certificates.check.another")}</a>
      </p>
    </div>
  );
}
