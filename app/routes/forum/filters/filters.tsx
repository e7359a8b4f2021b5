import { shortTitle } from "#app/i18n/short-titles.ts";
import { maxTagLength } from "#app/modules/forum/tag.ts";
import { languageOptions } from "#app/routes/forum/language-field.tsx";
import { Button, ButtonRow } from "#app/ui/elements/buttons.tsx";
import { SelectField, TextField } from "#app/ui/forms/fields.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { type Filter, isNarrowed, listPath } from "./filter.ts";

/** Narrows a list of topics: a plain form, whose fields stand in the address, and the way back to the whole list. */
export function Filters({ tab, filter, outputs }: { tab: string; filter: Filter; outputs: string[] }) {
  const { t } = useI18n();
  const isOpen = isNarrowed(filter);
  return (
    <details open={isOpen}>
      <summary>{t("forum.filter.title")}</summary>
      <form method="get" action="/forum" className="stack" aria-label={t("forum.filter.title")}>
        {tab !== "latest" && <input type="hidden" name="tab" value={tab} />}
        <SelectField
          name="language"
          label={t("forum.field.language")}
          options={languageOptions()}
          placeholder={t("forum.filter.any")}
          defaultValue={filter.language}
        />
        <SelectField
          name="output"
          label={t("forum.filter.output")}
          options={outputs.map((code) => ({ value: code, label: `${code} ${shortTitle(code, t)}` }))}
          placeholder={t("forum.filter.any")}
          defaultValue={filter.output}
        />
        <TextField
          name="tag"
          label={t("forum.filter.tag")}
          maxLength={maxTagLength}
          defaultValue={filter.tag}
          dir="auto"
        />
        <ButtonRow>
          <Button>{t("forum.filter.send")}</Button>
          {isOpen && <a href={listPath(tab, {})}>{t("forum.filter.all")}</a>}
        </ButtonRow>
      </form>
    </details>
  );
}
