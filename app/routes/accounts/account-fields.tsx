import type { FormState } from "#app/http/typed.ts";
import { PasswordField, SelectField, TextField, type Option } from "#app/ui/forms/fields.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

/** The person's name, as colleagues see it. */
export function NameField({ form }: { form: FormState }) {
  const { t } = useI18n();
  return (
    <TextField
      name="name"
      label={t("ui.field.name")}
      hint={t("accounts.field.name_hint")}
      autoComplete="name"
      required
      maxLength={120}
      defaultValue={form.value("name")}
      error={form.error("name")}
    />
  );
}

/**
 * The address that somebody signs in with; a new one is confirmed by mail, which `isNew` says. Not of the type "email":
 * browsers would refuse what we read, such as an address with an invisible sign or with a name before it.
 */
export function EmailField({ form, isNew }: { form: FormState; isNew?: boolean }) {
  const { t } = useI18n();
  return (
    <TextField
      name="email"
      inputMode="email"
      autoCapitalize="none"
      spellCheck={false}
      dir="ltr"
      label={t("ui.field.email")}
      hint={isNew && t("accounts.field.email_hint")}
      autoComplete="username"
      required
      maxLength={254}
      defaultValue={form.value("email")}
      error={form.error("email")}
    />
  );
}

/** A password that is being chosen. It is never filled in again. */
export function NewPasswordField({ form, label }: { form: FormState; label?: string }) {
  const { t } = useI18n();
  return (
    <PasswordField
      name="password"
      label={label ?? t("ui.field.password")}
      hint={t("accounts.field.password_hint")}
      autoComplete="new-password"
      required
      minLength={10}
      maxLength={200}
      error={form.error("password")}
    />
  );
}

/** The person's country, chosen from the official names. */
export function CountryField({ form, countries }: { form: FormState; countries: Option[] }) {
  const { t } = useI18n();
  return (
    <SelectField
      name="country"
      label={t("ui.field.country")}
      options={countries}
      placeholder={t("accounts.field.choose")}
      autoComplete="country"
      required
      defaultValue={form.value("country")}
      error={form.error("country")}
    />
  );
}
