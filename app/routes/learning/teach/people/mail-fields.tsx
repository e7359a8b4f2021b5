import type { FormState } from "#app/http/typed.ts";
import { languageNames } from "#app/i18n/languages.ts";
import { useOfferedLanguages } from "#app/ui/shell/page.tsx";
import { type Option, SelectField } from "#app/ui/forms/fields.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

/** The language in which people are written to. */
export function MailLanguageField({ form }: { form: FormState }) {
  const { t, language } = useI18n();
  return (
    <SelectField
      name="language"
      label={t("enrolment.invite.language")}
      options={useOfferedLanguages().map((code) => ({ value: code, label: languageNames[code], lang: code }))}
      defaultValue={form.value("language", language)}
      error={form.error("language")}
    />
  );
}

/** The cohort that people come into; nothing where there is none. */
export function CohortField({ form, cohorts, label }: { form: FormState; cohorts: Option[]; label: string }) {
  const { t } = useI18n();
  if (cohorts.length === 0) return null;
  return (
    <SelectField
      name="cohort"
      label={label}
      placeholder={t("enrolment.panel.no_cohort")}
      options={cohorts}
      defaultValue={form.value("cohort")}
      error={form.error("cohort")}
    />
  );
}
