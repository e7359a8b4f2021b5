import type { ReactNode } from "react";
import type { FormState } from "#app/http/typed.ts";
import { languageNames, languages } from "#app/i18n/languages.ts";
import { RadioGroup } from "#app/ui/forms/choices.tsx";
import { SelectField, TextArea, TextField } from "#app/ui/forms/fields.tsx";
import { doorNames, doorWords } from "#app/ui/text/doors.ts";
import { useI18n } from "#app/ui/text/i18n.tsx";
import type { Translate } from "#app/ui/text/translate.ts";

/** What the fields of a new space are called, for the summary above its form. */
export function spaceLabels(t: Translate) {
  return { name: t("forum.make.name"), mode: t("forum.settings.mode"), charter: t("forum.charter.title") };
}

type SpaceFieldsProps = {
  form: FormState;
  /** The name until somebody types one. */
  name?: string;
  /** In characters. */
  lengths: { name: { min: number; max: number }; charter: number };
  children?: ReactNode;
};

/**
 * The fields that every new space has, whoever it is for: its name, who comes in, its charter, and the language of that. `children`
 * stand before the charter.
 */
export function SpaceFields({ form, name, lengths, children }: SpaceFieldsProps) {
  const { t, language } = useI18n();
  const labels = spaceLabels(t);
  return (
    <>
      <TextField
        name="name"
        label={labels.name}
        hint={t("forum.make.name_hint")}
        required
        minLength={lengths.name.min}
        maxLength={lengths.name.max}
        autoComplete="off"
        defaultValue={form.value("name", name)}
        error={form.error("name")}
      />
      <RadioGroup
        name="mode"
        label={labels.mode}
        required
        chosen={form.value("mode", "members")}
        error={form.error("mode")}
        choices={(["members", "ask", "open"] as const).map((mode) => ({
          value: mode,
          label: t(doorNames[mode]),
          hint: t(doorWords[mode]),
        }))}
      />
      {children}
      <TextArea
        name="charter"
        label={labels.charter}
        hint={t("forum.make.charter_hint")}
        optional={t("accounts.field.optional")}
        maxLength={lengths.charter}
        rows={5}
        defaultValue={form.value("charter")}
        error={form.error("charter")}
      />
      <SelectField
        name="language"
        label={t("forum.make.language")}
        options={languages.map((code) => ({ value: code, label: languageNames[code], lang: code }))}
        defaultValue={form.value("language", language)}
        error={form.error("language")}
      />
    </>
  );
}
