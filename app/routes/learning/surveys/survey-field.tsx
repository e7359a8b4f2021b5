import type { FormState } from "#app/http/typed.ts";
import { directionOf } from "#app/i18n/languages.ts";
import { type AskedSurveyItem, longestText, scaleEnd } from "#app/modules/learning/surveys/survey.ts";
import { CheckGroup, RadioGroup } from "#app/ui/forms/choices.tsx";
import { TextArea } from "#app/ui/forms/fields.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

/** A question of a survey with its controls, filled in again after a refusal. */
export function SurveyField({
  question,
  form,
}: {
  question: AskedSurveyItem;
  form: Pick<FormState, "value" | "all" | "error">;
}) {
  const { t } = useI18n();
  const { field, kind, language, prompt, choices, isRequired } = question;
  const inLanguage = (text: string) => (
    <span lang={language} dir={directionOf(language)}>
      {text}
    </span>
  );
  const frame = {
    name: field,
    label: inLanguage(prompt),
    error: form.error(field),
    optional: isRequired ? undefined : t("surveys.form.optional"),
  };
  if (kind === "text") return <TextArea {...frame} rows={4} maxLength={longestText} defaultValue={form.value(field)} />;
  if (kind === "several") {
    const offered = choices.map((label, index) => ({ value: String(index), label: inLanguage(label) }));
    return <CheckGroup {...frame} choices={offered} chosen={form.all(field) ?? []} />;
  }
  const offered =
    kind === "scale"
      ? Array.from({ length: scaleEnd }, (_, index) => ({
          value: String(index + 1),
          label: <ScaleLabel value={index + 1} ends={choices} inLanguage={inLanguage} />,
        }))
      : choices.map((label, index) => ({ value: String(index), label: inLanguage(label) }));
  return <RadioGroup {...frame} choices={offered} chosen={form.value(field) || null} required={isRequired} />;
}

type ScaleWordsProps = { value: number; ends: string[]; inLanguage: (text: string) => JSX.Element };

/** "1 – not at all": the words of a scale stand at its ends. */
export function ScaleLabel({ value, ends, inLanguage }: ScaleWordsProps) {
  const words = value === 1 ? ends[0] : value === scaleEnd ? ends[1] : undefined;
  return (
    <>
      {value}
      {words && <> – {inLanguage(words)}</>}
    </>
  );
}
