import { useFormState } from "#app/http/typed.ts";
import { certificatePath } from "#app/modules/certificates/paths.ts";
import { maxCorrections } from "#app/modules/certificates/policy.ts";
import type { Found } from "#app/routes/certificates/certificate-data.server.ts";
import { Button } from "#app/ui/elements/buttons.tsx";
import { TextField } from "#app/ui/forms/fields.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Notice } from "#app/ui/elements/notices.tsx";

type OwnToolsProps = { serial: string; name: string; own: NonNullable<Found["own"]> };

/** What only the holder sees: the correction of the name, and where to show the certificate. */
export function OwnTools({ serial, name, own }: OwnToolsProps) {
  const { t } = useI18n();
  const form = useFormState();
  return (
    <section className="section stack measure no-print">
      <h2>{t("certificates.own.title")}</h2>
      <p className="soft">{t("certificates.own.only_you")}</p>
      <p>
        <a href={own.linkedIn} rel="external noreferrer">
          {t("certificates.own.linkedin")}
        </a>
      </p>
      <h3>{t("certificates.own.name_title")}</h3>
      {own.missing.length > 0 && (
        <Notice
          tone="warning"
          title={t(own.isCurable ? "certificates.own.outdated_title" : "certificates.own.missing_title")}
        >
          {t(own.isCurable ? "certificates.own.outdated" : "certificates.own.missing", {
            letters: own.missing.join(" "),
          })}
        </Notice>
      )}
      {own.correctionsLeft === 0 && !own.isCurable ? (
        <p>{t("certificates.own.none_left", { max: maxCorrections })}</p>
      ) : (
        <>
          {own.correctionsLeft > 0 && <p>{t("certificates.own.lede", { left: own.correctionsLeft })}</p>}
          <FormProblems form={form} />
          <form method="post" action={`${certificatePath(serial)}/correct`} className="stack">
            <TextField
              name="legalName"
              label={t("accounts.field.legal_name")}
              hint={t("certificates.own.hint")}
              defaultValue={form.value("legalName", name)}
              error={form.error("legalName")}
              required
              maxLength={120}
              autoComplete="name"
            />
            <Button>{t("certificates.own.submit")}</Button>
          </form>
        </>
      )}
    </section>
  );
}
