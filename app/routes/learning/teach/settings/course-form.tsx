import { useFormState } from "#app/http/typed.ts";
import { directionOf, languages as interfaceLanguages } from "#app/i18n/languages.ts";
import { maxOutcomes, maxSummary, maxTitle, standardLicence } from "#app/modules/learning/courses/limits.ts";
import { courseLevels } from "#app/modules/learning/courses/outcomes.ts";
import { teachPath } from "#app/modules/learning/courses/paths.ts";
import { ActivityPicker } from "#app/ui/forms/activity-picker.tsx";
import { levelNames } from "#app/routes/learning/courses/course-facts.ts";
import type { SettingsData } from "./course-settings-data.server.ts";
import { Button } from "#app/ui/elements/buttons.tsx";
import { CheckField, CheckGroup } from "#app/ui/forms/choices.tsx";
import { SelectField, TextArea, TextField } from "#app/ui/forms/fields.tsx";
import { MoreSettings } from "#app/ui/forms/more-settings.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

/** What most courses leave as it is. */
const foldedNames = ["languages", "hours", "level", "licence", "version", "linear", "prerequisites", "requires"];

/** What the course is: its words in each language, its languages, what it asks for. */
export function CourseForm({ access, settings, activities }: SettingsData) {
  const { t, format } = useI18n();
  const form = useFormState();
  const { slug } = access.course;
  const { defaultLanguage } = settings;
  const isTyped = form.value("intent") === "course";
  const chosen = (name: string, saved: string[]) => (isTyped ? (form.all(name) ?? []) : saved);
  const value = (name: string, saved: string) => (isTyped ? form.value(name) : saved);
  const all = [...new Set([...settings.languages, ...interfaceLanguages])];
  const isTranslatable = all.filter((code) => code !== defaultLanguage);
  const layers = settings.languages.filter((code) => code !== defaultLanguage);
  const layerNames = layers.flatMap((code) => ["title", "summary", "outcomes"].map((name) => `${name}-${code}`));
  const isLinear = chosen("linear", settings.isLinear ? ["1"] : []).length > 0;
  const prerequisites = chosen("prerequisites", settings.prerequisites);
  const differing = [isLinear, prerequisites.length > 0, value("licence", settings.licence) !== standardLicence].filter(
    Boolean,
  ).length;
  const words = (code: string) => (
    <>
      <TextField
        name={`title-${code}`}
        label={t("courses.settings.field.title")}
        lang={code}
        dir={directionOf(code)}
        required={code === defaultLanguage}
        maxLength={maxTitle}
        defaultValue={value(`title-${code}`, settings.title[code] ?? "")}
        error={form.error(`title-${code}`)}
      />
      <TextArea
        name={`summary-${code}`}
        label={t("courses.settings.field.summary")}
        lang={code}
        dir={directionOf(code)}
        rows={3}
        maxLength={maxSummary}
        defaultValue={value(`summary-${code}`, settings.summary[code] ?? "")}
        error={form.error(`summary-${code}`)}
      />
      <TextArea
        name={`outcomes-${code}`}
        label={t("courses.settings.field.outcomes")}
        hint={t("courses.settings.field.outcomes_hint")}
        lang={code}
        dir={directionOf(code)}
        rows={4}
        maxLength={maxOutcomes}
        defaultValue={value(`outcomes-${code}`, settings.outcomes[code] ?? "")}
        error={form.error(`outcomes-${code}`)}
      />
    </>
  );
  return (
    <form method="post" action={teachPath(slug, "settings")} className="form">
      <input type="hidden" name="intent" value="course" />
      {words(defaultLanguage)}
      <ActivityPicker
        label={t("courses.settings.field.activities")}
        activities={activities}
        chosen={chosen("activities", settings.activities)}
        error={form.error("activities")}
      />
      <MoreSettings form={form} names={[...foldedNames, ...layerNames]} differing={differing}>
        {layers.map((code) => (
          <fieldset key={code} className="field stack">
            <legend>{format.languageName(code)}</legend>
            {words(code)}
          </fieldset>
        ))}
        <CheckGroup
          name="languages"
          label={t("courses.settings.field.languages")}
          hint={t("courses.settings.field.languages_hint", { language: format.languageName(defaultLanguage) })}
          choices={isTranslatable.map((code) => ({ value: code, label: format.languageName(code) }))}
          chosen={chosen("languages", settings.languages)}
          error={form.error("languages")}
        />
        <TextField
          name="hours"
          label={t("courses.settings.field.hours")}
          required
          inputMode="decimal"
          defaultValue={value("hours", String(settings.hours))}
          error={form.error("hours")}
        />
        <SelectField
          name="level"
          label={t("courses.settings.field.level")}
          placeholder={t("courses.settings.field.level_none")}
          options={courseLevels.map((level) => ({ value: level, label: t(levelNames[level]) }))}
          defaultValue={value("level", settings.level ?? "")}
          error={form.error("level")}
        />
        <TextField
          name="licence"
          label={t("courses.settings.field.licence")}
          required
          maxLength={100}
          defaultValue={value("licence", settings.licence)}
          error={form.error("licence")}
        />
        <TextField
          name="version"
          label={t("courses.settings.field.version")}
          hint={t("courses.settings.field.version_hint")}
          required
          maxLength={40}
          defaultValue={value("version", settings.version)}
          error={form.error("version")}
        />
        <CheckField
          name="linear"
          label={t("courses.settings.field.linear")}
          hint={t("courses.settings.field.linear_hint")}
          value="1"
          defaultChecked={isLinear}
        />
        {settings.others.length > 0 && (
          <details className="field" open={settings.prerequisites.length > 0 || isTyped}>
            <summary>{t("courses.settings.field.prerequisites")}</summary>
            <CheckGroup
              name="prerequisites"
              label={t("courses.settings.field.prerequisites")}
              hint={t("courses.settings.field.prerequisites_hint")}
              choices={settings.others.map((one) => ({
                value: one.slug,
                label: <bdi lang={one.title.language}>{one.title.text}</bdi>,
              }))}
              chosen={prerequisites}
              error={form.error("prerequisites") ?? form.error("requires")}
            />
          </details>
        )}
      </MoreSettings>
      <Button variant="primary">{t("courses.settings.save")}</Button>
    </form>
  );
}
