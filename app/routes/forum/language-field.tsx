import { languageNames } from "#app/i18n/languages.ts";
import { singleton } from "#app/lib/singleton.ts";
import { postLanguages } from "#app/modules/forum/languages.ts";
import { SelectField } from "#app/ui/forms/fields.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

type LanguageFieldProps = { value: string; error?: string; label?: string; without?: readonly string[] };

/** In which language a text is, so that it is read out, set and searched as such. Each under its own name. */
export function LanguageField({ value, error, label, without = [] }: LanguageFieldProps) {
  const { t } = useI18n();
  const all = languageOptions();
  const options = without.length === 0 ? all : all.filter((option) => !without.includes(option.value));
  return (
    <SelectField
      name="language"
      label={label ?? t("forum.field.language")}
      hint={label === undefined ? t("forum.field.language_hint") : undefined}
      options={options}
      defaultValue={value}
      error={error}
    />
  );
}

/** The languages of posts, to choose from. */
export function languageOptions() {
  return singleton("post-languages", () =>
    postLanguages.map((code) => ({ value: code, label: ownName(code), lang: code as string })),
  );
}

/** What a language that posts can be in calls itself. */
export function ownName(code: string): string {
  const known = (languageNames as Record<string, string>)[code];
  return known ?? new Intl.DisplayNames(code, { type: "language" }).of(code) ?? code;
}
