import type { FormState } from "#app/http/typed.ts";
import type { Fields } from "#app/modules/learning/bank/fields.ts";
import type { QuizSettings } from "#app/modules/learning/quizzes/quiz-settings.ts";
import { Bands } from "./bands.tsx";
import { ReviewMatrix } from "./review-matrix.tsx";
import { countDiffering, foldedNames, writeSettings } from "./settings-fields.ts";
import { Button } from "#app/ui/elements/buttons.tsx";
import { CheckField, RadioGroup } from "#app/ui/forms/choices.tsx";
import { SelectField, TextField } from "#app/ui/forms/fields.tsx";
import { MoreSettings } from "#app/ui/forms/more-settings.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

type SettingsProps = { action: string; settings: QuizSettings; languages: string[]; form: FormState };

/** How the quiz is taken, graded and looked back at, in plain words. */
export function SettingsForm({ action, settings, languages, form }: SettingsProps) {
  const { t } = useI18n();
  const fields = typedSettings(form, languages) ?? writeSettings(settings);
  const one = (name: string) => fields[name]?.[0] ?? "";
  const number = (name: string, words: { label: string; hint?: string }) => (
    <TextField
      {...words}
      name={name}
      defaultValue={one(name)}
      error={form.error(name)}
      inputMode="decimal"
      dir="ltr"
      maxLength={10}
    />
  );
  return (
    <section className="section" id="settings" tabIndex={-1}>
      <h2>{t("authoring.quiz.settings")}</h2>
      <form method="post" action={action} className="form quiz-settings">
        <button
          type="submit"
          className="visually-hidden"
          name="intent"
          value="settings"
          tabIndex={-1}
          aria-hidden="true"
        >
          {t("authoring.quiz.save_settings")}
        </button>
        {number("timeLimit", { label: t("authoring.quiz.time_limit"), hint: t("authoring.quiz.time_limit_hint") })}
        {number("attemptsAllowed", {
          label: t("authoring.quiz.attempts_allowed"),
          hint: t("authoring.quiz.empty_free"),
        })}
        <SelectField
          name="gradeMethod"
          label={t("authoring.quiz.grade_method")}
          defaultValue={one("gradeMethod") || "highest"}
          options={[
            { value: "highest", label: t("authoring.quiz.grade_highest") },
            { value: "average", label: t("authoring.quiz.grade_average") },
            { value: "first", label: t("authoring.quiz.grade_first") },
            { value: "last", label: t("authoring.quiz.grade_last") },
          ]}
        />
        <MoreSettings
          form={form}
          names={foldedNames}
          differing={countDiffering(fields)}
          isOpen={form.value("intent") === "more-bands"}
        >
          <fieldset className="stack">
            <legend>{t("authoring.quiz.timing")}</legend>
            <RadioGroup
              name="timeEnd"
              label={t("authoring.quiz.time_end")}
              chosen={one("timeEnd") || "submit"}
              choices={[
                { value: "submit", label: t("authoring.quiz.time_end_submit") },
                { value: "grace", label: t("authoring.quiz.time_end_grace") },
                { value: "discard", label: t("authoring.quiz.time_end_discard") },
              ]}
            />
            {number("grace", { label: t("authoring.quiz.grace"), hint: t("authoring.quiz.grace_hint") })}
          </fieldset>
          <fieldset className="stack">
            <legend>{t("authoring.quiz.attempts_title")}</legend>
            {number("delay", { label: t("authoring.quiz.delay"), hint: t("authoring.quiz.delay_hint") })}
            {number("penalty", { label: t("authoring.quiz.penalty"), hint: t("authoring.quiz.penalty_hint") })}
          </fieldset>
          <fieldset className="stack">
            <legend>{t("authoring.quiz.order")}</legend>
            <CheckField
              name="shufflesSlots"
              value="on"
              label={t("authoring.quiz.shuffles_slots")}
              defaultChecked={one("shufflesSlots") !== ""}
            />
            <CheckField
              name="shufflesChoices"
              value="on"
              label={t("authoring.quiz.shuffles_choices")}
              defaultChecked={one("shufflesChoices") !== ""}
            />
            {number("questionsPerPage", {
              label: t("authoring.quiz.per_page"),
              hint: t("authoring.quiz.per_page_hint"),
            })}
          </fieldset>
          <ReviewMatrix fields={fields} />
          <Bands fields={fields} languages={languages} action={action} error={form.error("overallFeedback")} />
        </MoreSettings>
        <Button variant="primary" name="intent" value="settings">
          {t("authoring.quiz.save_settings")}
        </Button>
      </form>
    </section>
  );
}

/** What was typed into these settings; null when another form of the page was sent. */
function typedSettings(form: FormState, languages: string[]): Fields | null {
  if (form.all("gradeMethod") === null || form.all("gradeMethod")!.length === 0) return null;
  const names = [
    ...["timeLimit", "timeEnd", "grace", "attemptsAllowed", "delay", "gradeMethod", "penalty", "shufflesSlots"],
    ...["shufflesChoices", "questionsPerPage", "reviewMode", "review", "band_from"],
    ...languages.map((language) => `band_text_${language}`),
  ];
  return Object.fromEntries(names.map((name) => [name, form.all(name) ?? []]));
}
