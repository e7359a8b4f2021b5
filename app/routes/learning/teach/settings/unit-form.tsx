import { useFormState } from "#app/http/typed.ts";
import { teachPath } from "#app/modules/learning/courses/paths.ts";
import { unitKinds } from "#app/modules/learning/courses/unit-kinds.ts";
import { ActivityPicker } from "#app/ui/forms/activity-picker.tsx";
import { TargetField } from "#app/routes/learning/teach/content/target-field.tsx";
import type { UnitSettingsData } from "./unit-settings-data.server.ts";
import { Button } from "#app/ui/elements/buttons.tsx";
import { CheckField, CheckGroup } from "#app/ui/forms/choices.tsx";
import { TextField } from "#app/ui/forms/fields.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

/** What a unit is beside its text and its rule. */
export function UnitForm({ access, unit, choices, activities }: UnitSettingsData) {
  const { t } = useI18n();
  const form = useFormState();
  const isTyped = form.value("intent") === "unit";
  const value = (name: string, saved: number | null) => (isTyped ? form.value(name) : String(saved ?? ""));
  const chosen = (name: string, saved: string[]) => (isTyped ? (form.all(name) ?? []) : saved);
  const number = (name: string, label: string, saved: number | null, hint?: string) => (
    <TextField
      name={name}
      label={label}
      hint={hint}
      inputMode="decimal"
      dir="ltr"
      defaultValue={value(name, saved)}
      error={form.error(name)}
    />
  );
  const { isGraded } = unitKinds[unit.kind];
  return (
    <section className="section stack" aria-labelledby="unit-title">
      <h2 id="unit-title">{t("courses.settings.unit.more")}</h2>
      <form method="post" action={teachPath(access.course.slug, `content/${unit.slug}/settings`)} className="form">
        <input type="hidden" name="intent" value="unit" />
        {number("minutes", t("courses.settings.unit.minutes"), unit.minutes)}
        {isGraded ? (
          <>
            {number("weight", t("courses.settings.unit.weight"), unit.weight, t("courses.settings.unit.weight_hint"))}
            <CheckField
              name="hidesGrades"
              label={t("courses.settings.unit.hides_grades")}
              hint={t("courses.settings.unit.hides_grades_hint")}
              value="1"
              defaultChecked={chosen("hidesGrades", unit.hidesGrades ? ["1"] : []).length > 0}
            />
          </>
        ) : (
          <>
            <input type="hidden" name="weight" value={unit.weight} />
            {unit.hidesGrades && <input type="hidden" name="hidesGrades" value="1" />}
          </>
        )}
        {choices && <TargetField choices={choices} form={form} typed={isTyped} />}
        {unit.others.length > 0 && (
          <details className="field" open={unit.requires.length > 0 || isTyped}>
            <summary>{t("courses.settings.unit.requires")}</summary>
            <CheckGroup
              name="requires"
              label={t("courses.settings.unit.requires")}
              hint={t("courses.settings.unit.requires_hint")}
              choices={unit.others.map(({ slug, title }) => ({
                value: slug,
                label: <bdi lang={title.language}>{title.text}</bdi>,
              }))}
              chosen={chosen("requires", unit.requires)}
              error={form.error("requires")}
            />
          </details>
        )}
        <ActivityPicker
          label={t("courses.settings.field.activities")}
          activities={activities}
          chosen={chosen("activities", unit.activities)}
          error={form.error("activities")}
        />
        <Button>{t("courses.settings.save")}</Button>
      </form>
    </section>
  );
}
