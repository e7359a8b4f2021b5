import type { FormState } from "#app/http/typed.ts";
import { directionOf } from "#app/i18n/languages.ts";
import type { EditedItem } from "#app/modules/learning/surveys/edit-survey.server.ts";
import { surveyKinds } from "#app/modules/learning/surveys/survey.ts";
import { surveyKindNames } from "./labels.ts";
import { Button, LinkButton } from "#app/ui/elements/buttons.tsx";
import { CheckField } from "#app/ui/forms/choices.tsx";
import { SelectField, TextArea, TextField } from "#app/ui/forms/fields.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

type SurveyItemFormProps = {
  course: { defaultLanguage: string; languages: string[] };
  /** The question that is changed; null for a new one. */
  item: EditedItem | null;
  form: FormState;
  address: string;
};

/** A question of a survey in all languages of its course. */
export function SurveyItemForm({ course, item, form, address }: SurveyItemFormProps) {
  const { t, format } = useI18n();
  const { defaultLanguage, languages } = course;
  const order = [defaultLanguage, ...languages.filter((code) => code !== defaultLanguage)];
  const isFixed = (item?.answers ?? 0) > 0;
  return (
    <form method="post" action={address} className="form">
      <input type="hidden" name="key" value={item?.key ?? ""} />
      <SelectField
        name="kind"
        label={t("surveys.builder.kind")}
        hint={isFixed ? t("surveys.builder.fixed") : undefined}
        error={form.error("kind")}
        defaultValue={form.value("kind", item?.kind ?? "scale")}
        options={surveyKinds.map((kind) => ({ value: kind, label: t(surveyKindNames[kind]) }))}
      />
      <CheckField
        name="required"
        value="1"
        label={t("surveys.builder.required")}
        defaultChecked={form.all("required") ? form.value("required") === "1" : (item?.isRequired ?? false)}
      />
      {order.map((code) => {
        const own = { lang: code, dir: directionOf(code) };
        const translation = item?.translations[code];
        const isDefault = code === defaultLanguage;
        return (
          <fieldset key={code} className="stack language-fields">
            <legend>{format.languageName(code)}</legend>
            <TextField
              name={`prompt-${code}`}
              label={t("surveys.builder.prompt")}
              error={form.error(`prompt-${code}`) ?? (isDefault ? form.error("prompt") : undefined)}
              defaultValue={form.value(`prompt-${code}`, translation?.prompt)}
              maxLength={500}
              required={isDefault}
              {...own}
            />
            <TextArea
              name={`choices-${code}`}
              label={t("surveys.builder.choices")}
              hint={t("surveys.builder.choices_hint")}
              error={form.error(`choices-${code}`) ?? (isDefault ? form.error("choices") : undefined)}
              defaultValue={form.value(`choices-${code}`, translation?.choices?.join("\n"))}
              rows={4}
              {...own}
            />
          </fieldset>
        );
      })}
      <div className="button-row">
        <Button variant="primary" name="intent" value="save">
          {t("surveys.builder.save")}
        </Button>
        {item && <LinkButton href={address}>{t("surveys.builder.cancel")}</LinkButton>}
      </div>
    </form>
  );
}
