import { directionOf } from "#app/i18n/languages.ts";
import type { Fields } from "#app/modules/learning/bank/fields.ts";
import { readBandRows } from "./band-rows.ts";
import { Button } from "#app/ui/elements/buttons.tsx";
import { FieldNotes, TextArea, TextField } from "#app/ui/forms/fields.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

type BandsProps = { fields: Fields; languages: string[]; action: string; error?: string };

/** What is said about a whole attempt, from a percentage up. Rows left empty are not kept. */
export function Bands({ fields, languages, action, error }: BandsProps) {
  const { t, format } = useI18n();
  return (
    <fieldset className="field question-rows" id="overallFeedback" tabIndex={error ? -1 : undefined}>
      <legend>{t("authoring.quiz.overall")}</legend>
      <FieldNotes id="overallFeedback" hint={t("authoring.quiz.overall_hint")} error={error} />
      <ol role="list">
        {readBandRows(fields).map(({ from, text }, row) => (
          <li key={row} className="question-row">
            <TextField
              name="band_from"
              id={`band_from-${row + 1}`}
              label={t("authoring.quiz.band_from", { row: row + 1 })}
              defaultValue={from}
              inputMode="decimal"
              dir="ltr"
              maxLength={6}
            />
            {languages.map((language) => (
              <TextArea
                key={language}
                name={`band_text_${language}`}
                id={`band_text_${language}-${row + 1}`}
                lang={language}
                dir={directionOf(language)}
                rows={1}
                label={t("authoring.quiz.band_text", { row: row + 1, language: format.languageName(language) })}
                defaultValue={text[language] ?? ""}
              />
            ))}
          </li>
        ))}
      </ol>
      <Button name="intent" value="more-bands" formAction={`${action}#overallFeedback`} formNoValidate>
        {t("authoring.question.more_rows")}
      </Button>
    </fieldset>
  );
}
