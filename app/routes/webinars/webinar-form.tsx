import type { FormState } from "#app/http/typed.ts";
import { webinarLanguages } from "#app/modules/webinars/policy.ts";
import type { WebinarInput } from "#app/modules/webinars/schemas.ts";
import { ZoneField } from "#app/ui/forms/zone-field.tsx";
import { Button, ButtonRow } from "#app/ui/elements/buttons.tsx";
import { ActivityPicker } from "#app/ui/forms/activity-picker.tsx";
import { SelectField, TextArea, TextField } from "#app/ui/forms/fields.tsx";
import { FormattingHelp } from "#app/ui/forms/formatting-help.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { MoreSettings } from "#app/ui/forms/more-settings.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

/** What the fields show before anything was typed. */
type FormValues = Partial<Omit<WebinarInput, "language">> & { language?: string };

type WebinarFormProps = {
  action: string;
  form: FormState;
  values: FormValues;
  activities: string[];
  submit: string;
  cancelHref: string;
};

/** The form that plans a webinar and changes one. */
export function WebinarForm({ action, form, values, activities, submit, cancelHref }: WebinarFormProps) {
  const { t, format, language } = useI18n();
  const text = (name: "title" | "description" | "date" | "start" | "end") => ({
    name,
    required: true,
    defaultValue: form.value(name, values[name] ?? ""),
    error: form.error(name),
  });
  const joinUrl = form.value("joinUrl", values.joinUrl ?? "");
  const held = form.value("language", values.language ?? language);
  const differing = [joinUrl !== "", held !== language].filter(Boolean).length;
  return (
    <>
      <FormProblems form={form} />
      <form method="post" action={action} className="form">
        <TextField {...text("title")} label={t("webinars.form.title")} maxLength={150} />
        <div className="field-row">
          <TextField
            {...text("date")}
            type="date"
            label={t("webinars.form.date")}
            hint={t("webinars.form.date_hint")}
          />
          <TextField
            {...text("start")}
            type="time"
            label={t("webinars.form.start")}
            hint={t("webinars.form.time_hint")}
          />
          <TextField {...text("end")} type="time" label={t("webinars.form.end")} hint={t("webinars.form.end_hint")} />
        </div>
        <ZoneField
          label={t("webinars.form.zone")}
          hint={t("webinars.form.zone_hint")}
          defaultValue={form.value("zone", values.zone ?? format.zone)}
          error={form.error("zone")}
        />
        <div>
          <TextArea {...text("description")} label={t("webinars.form.description")} maxLength={10_000} />
          <FormattingHelp />
        </div>
        <ActivityPicker
          label={t("webinars.form.activities")}
          hint={t("webinars.form.activities_hint")}
          activities={activities}
          chosen={form.all("activities") ?? values.activities ?? []}
          error={form.error("activities")}
        />
        <MoreSettings form={form} names={["language", "joinUrl"]} differing={differing}>
          <SelectField
            name="language"
            label={t("webinars.form.language")}
            options={webinarLanguages.map((code) => ({ value: code, label: format.languageName(code) }))}
            required
            defaultValue={held}
            error={form.error("language")}
          />
          <TextField
            name="joinUrl"
            type="url"
            label={t("webinars.form.join_url")}
            hint={t("webinars.form.join_url_hint")}
            optional={t("webinars.form.optional")}
            maxLength={500}
            defaultValue={joinUrl}
            error={form.error("joinUrl")}
          />
        </MoreSettings>
        <ButtonRow>
          <Button variant="primary">{submit}</Button>
          <a href={cancelHref}>{t("webinars.form.back")}</a>
        </ButtonRow>
      </form>
    </>
  );
}
