import type { FormState } from "#app/http/typed.ts";
import type { MessageKey } from "#app/i18n/catalogues/en.ts";
import { maxTitle } from "#app/modules/learning/courses/limits.ts";
import { type UnitKind, unitKinds } from "#app/modules/learning/courses/unit-kinds.ts";
import type { TargetChoices } from "#app/routes/learning/teach/content/target-choices.server.ts";
import { TargetField } from "#app/routes/learning/teach/content/target-field.tsx";
import { Button, ButtonRow } from "#app/ui/elements/buttons.tsx";
import { TextField } from "#app/ui/forms/fields.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

/** What a unit of each kind is for, in a line. */
export const kindPurposes: Readonly<Record<UnitKind, MessageKey>> = {
  lesson: "authoring.wizard.for.lesson",
  quiz: "authoring.wizard.for.quiz",
  assignment: "authoring.wizard.for.assignment",
  discussion: "authoring.wizard.for.discussion",
  webinar: "authoring.wizard.for.webinar",
  survey: "authoring.wizard.for.survey",
};

/** How long one usually takes, in minutes. */
const usualMinutes: Readonly<Record<UnitKind, number>> = {
  lesson: 15,
  quiz: 15,
  assignment: 60,
  discussion: 20,
  webinar: 60,
  survey: 5,
};

type NewUnitFormProps = {
  kind: UnitKind;
  module: string;
  /** Where it can lead, for a kind that leads somewhere. */
  choices: TargetChoices | null;
  action: string;
  back: string;
  form: FormState;
};

/** Title, minutes, and where it leads when its kind leads somewhere: all the rest has its place in the editor. */
export function NewUnitForm({ kind, module, choices, action, back, form }: NewUnitFormProps) {
  const { t } = useI18n();
  const { label } = unitKinds[kind];
  return (
    <form method="post" action={action} className="form">
      <h2>{t(label)}</h2>
      <p className="soft">{t(kindPurposes[kind])}</p>
      <input type="hidden" name="module" value={module} />
      <input type="hidden" name="kind" value={kind} />
      <TextField
        name="title"
        label={t("authoring.outline.field.title")}
        required
        maxLength={maxTitle}
        defaultValue={form.value("title")}
        error={form.error("title")}
      />
      <TextField
        name="minutes"
        label={t("authoring.outline.field.minutes")}
        inputMode="numeric"
        dir="ltr"
        required
        defaultValue={form.value("minutes", String(usualMinutes[kind]))}
        error={form.error("minutes")}
      />
      {choices && <TargetField choices={choices} form={form} typed />}
      <ButtonRow>
        <Button variant="primary">{t("authoring.outline.add_unit_do")}</Button>
        <a href={back}>{t("authoring.wizard.other_kind")}</a>
      </ButtonRow>
    </form>
  );
}
