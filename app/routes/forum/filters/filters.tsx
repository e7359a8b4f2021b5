import { shortTitle } from "#app/i18n/short-titles.ts";
import { maxTagLength } from "#app/modules/forum/tag.ts";
import { languageOptions } from "#app/routes/forum/language-field.tsx";
import { Button, ButtonRow } from "#app/ui/elements/buttons.tsx";
import { SelectField, TextField } from "#app/ui/forms/fields.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { type Filter, isNarrowed, type ListPlace, narrowedPath } from "./filter.ts";

type FiltersProps = { of: ListPlace; filter: Filter; outputs?: string[] };

/**
 * Narrows a list of topics: a plain form, whose fields stand in the address, and the way back to the whole list. `outputs` are those to
 * choose from where the list has topics of several.
 */
export function Filters({ of, filter, outputs = [] }: FiltersProps) {
  const { t } = useI18n();
  const isOpen = isNarrowed(filter);
  return (
    <details open={isOpen}>
      <summary>{t("forum.filter.title")}</summary>
      <form method="get" action={of.path} className="stack" aria-label={t("forum.filter.title")}>
        {Object.entries(of.own).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <SelectField
          name="language"
          label={t("forum.field.language")}
          options={languageOptions()}
          placeholder={t("forum.filter.any")}
          defaultValue={filter.language}
        />
        {outputs.length > 0 && (
          <SelectField
            name="output"
            label={t("forum.filter.output")}
            options={outputs.map((code) => ({ value: code, label: `${code} ${shortTitle(code, t)}` }))}
            placeholder={t("forum.filter.any")}
            defaultValue={filter.output}
          />
        )}
        <TextField
          name="tag"
          label={t("forum.filter.tag")}
          maxLength={maxTagLength}
          defaultValue={filter.tag}
          dir="auto"
        />
        <ButtonRow>
          <Button>{t("forum.filter.send")}</Button>
          {isOpen && <a href={narrowedPath(of, {})}>{t("forum.filter.all")}</a>}
        </ButtonRow>
      </form>
    </details>
  );
}
