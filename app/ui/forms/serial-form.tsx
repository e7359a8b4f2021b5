import { Button } from "#app/ui/elements/buttons.tsx";
import { TextField } from "#app/ui/forms/fields.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

/** Leads from a serial, however it is typed, to its certificate. */
export function SerialForm({
  typed,
  error,
  action = "/certificates",
}: {
  typed: string;
  error?: string;
  action?: string;
}) {
  const { t } = useI18n();
  return (
    <form method="get" action={action} className="stack">
      <TextField
        name="serial"
        label={t("certificates.sheet.serial")}
        hint={t("certificates.form.hint")}
        defaultValue={typed}
        error={error}
        required
        maxLength={60}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
      />
      <Button variant="primary">{t("certificates.form.submit")}</Button>
    </form>
  );
}
