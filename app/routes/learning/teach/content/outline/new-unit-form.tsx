import type { FormState } from "#app/http/typed.ts";
import type { MessageKey } from "#app/i18n/catalogues/en.ts";
import { maxMinutes, maxTitle } from "#app/modules/learning/courses/limits.ts";
import { type UnitKind, unitKinds } from "#app/modules/learning/courses/unit-kinds.ts";
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

/** The field that says where a unit leads, for each place that it can lead to. */
const targets = {
  topic: { label: "courses.settings.unit.topic", hint: "courses.settings.unit.topic_hint" },
  webinar: { label: "courses.settings.unit.webinar", hint: "courses.settings.unit.webinar_hint" },
} as const;

/** How long one usually takes, in minutes. */
const usualMinutes: Readonly<Record<UnitKind, number>> = {
  lesson: 15,
  quiz: 15,
  assignment: 60,
  discussion: 20,
  webinar: 60,
  survey: 5,
};

type NewUnitFormProps = { kind: UnitKind; module: string; action: string; back: string; form: FormState };

/** Title, minutes, and where it leads when its kind leads somewhere: all the rest has its place in the editor. */
export function NewUnitForm({ kind, module, action, back, form }: NewUnitFormProps) {
  const { t } = useI18n();
  const { leadsTo, label } = unitKinds[kind];
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
        type="number"
        min={1}
        max={maxMinutes}
        required
        defaultValue={form.value("minutes", String(usualMinutes[kind]))}
        error={form.error("minutes")}
      />
      {leadsTo && (
        <TextField
          name={leadsTo}
          label={t(targets[leadsTo].label)}
          hint={t(targets[leadsTo].hint)}
          optional={t("authoring.editor.optional")}
          inputMode="numeric"
          dir="ltr"
          defaultValue={form.value(leadsTo)}
          error={form.error(leadsTo)}
        />
      )}
      <ButtonRow>
        <Button variant="primary">{t("authoring.outline.add_unit_do")}</Button>
        <a href={back}>{t("authoring.wizard.other_kind")}</a>
      </ButtonRow>
    </form>
  );
}
