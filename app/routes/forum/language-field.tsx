import { languageNames } from "#app/i18n/languages.ts";
import { singleton } from "#app/lib/singleton.ts";
import { postLanguages } from "#app/modules/forum/languages.ts";
import { SelectField } from "#app/ui/forms/fields.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

/** In which language a text is, so that it is read out, set and searched as such. Each under its own name. */
export function LanguageField({ value, error }: { value: string; error?: string }) {
  const { t } = useI18n();
  const options = singleton("post-languages", () =>
    postLanguages.map((code) => ({ value: code, label: ownName(code), lang: code as string })),
  );
  return (
    <SelectField
      name="language"
      label={t("forum.field.language")}
      hint={t("forum.field.language_hint")}
      options={options}
      defaultValue={value}
      error={error}
    />
  );
}

function ownName(code: string): string {
  const known = (languageNames as Record<string, string>)[code];
  return known ?? new Intl.DisplayNames(code, { type: "language" }).of(code) ?? code;
}
