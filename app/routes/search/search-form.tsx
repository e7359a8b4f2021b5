import { languageNames } from "#app/i18n/languages.ts";
import { searchKinds } from "#app/modules/search/kinds/names.ts";
import type { ReadQuery } from "#app/modules/search/searching/read-query.ts";
import { Button, ButtonRow } from "#app/ui/elements/buttons.tsx";
import { SelectField, TextField } from "#app/ui/forms/fields.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { kindLabels } from "./labels.ts";

/** The one box, and the fields that narrow it, which everybody can also write as words into it. */
export function SearchForm({ asked: { q, fields } }: { asked: Pick<ReadQuery, "q" | "fields"> }) {
  const { t } = useI18n();
  return (
    <form method="get" action="/search" role="search" className="stack">
      <TextField
        name="q"
        type="search"
        label={t("search.field.words")}
        hint={t("search.field.hint")}
        defaultValue={q}
        maxLength={300}
        dir="auto"
      />
      <details open={Object.keys(fields).length > 0}>
        <summary>{t("search.narrow")}</summary>
        <div className="stack">
          <SelectField
            name="kind"
            label={t("search.field.kind")}
            options={searchKinds.map((kind) => ({ value: kind, label: t(kindLabels[kind]) }))}
            placeholder={t("search.any")}
            defaultValue={fields.kind}
          />
          <SelectField
            name="lang"
            label={t("search.field.language")}
            options={Object.entries(languageNames).map(([value, label]) => ({ value, label, lang: value }))}
            placeholder={t("search.any")}
            defaultValue={fields.lang}
          />
          <TextField name="in" label={t("search.field.in")} defaultValue={fields.in} maxLength={80} dir="auto" />
          <TextField name="by" label={t("search.field.by")} defaultValue={fields.by} maxLength={80} dir="ltr" />
          <TextField name="tag" label={t("search.field.tag")} defaultValue={fields.tag} maxLength={80} dir="auto" />
          <TextField name="after" type="date" label={t("search.field.after")} defaultValue={fields.after} />
          <TextField name="before" type="date" label={t("search.field.before")} defaultValue={fields.before} />
        </div>
      </details>
      <ButtonRow>
        <Button variant="primary">{t("search.send")}</Button>
      </ButtonRow>
    </form>
  );
}
