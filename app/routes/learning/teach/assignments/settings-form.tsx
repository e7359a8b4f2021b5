import type { FormState } from "#app/http/typed.ts";
import { type AssignmentSettings, defaultSettings } from "#app/modules/learning/assignments/assignment-settings.ts";
import { Button } from "#app/ui/elements/buttons.tsx";
import { CheckField, RadioGroup } from "#app/ui/forms/choices.tsx";
import { TextField } from "#app/ui/forms/fields.tsx";
import { MoreSettings } from "#app/ui/forms/more-settings.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

/** The settings that most assignments leave as they are. */
const foldedNames = [
  "maxFiles",
  "maxBytes",
  "isTeamWork",
  "allowsAgain",
  "isAnonymous",
  "reviewDays",
  "reviewingWeight",
] as const satisfies (keyof AssignmentSettings)[];

const megabytes = (bytes: number) => Math.max(1, Math.round(bytes / 1024 / 1024));

type Props = { settings: AssignmentSettings; form: FormState; address: string };

/** What an assignment asks for. */
export function AssignmentForm({ settings, form, address }: Props) {
  const { t } = useI18n();
  // The page has other forms: only a refusal of this one fills it in again.
  const isOwn = form.value("intent") === "settings";
  const value = (name: string, saved: string | number | null) =>
    isOwn ? form.value(name) : saved === null ? "" : String(saved);
  const number = (name: keyof AssignmentSettings & string, label: string, saved: number | null, hint?: string) => (
    <TextField
      name={name}
      label={label}
      hint={hint}
      inputMode="numeric"
      dir="ltr"
      error={form.error(name)}
      defaultValue={value(name, saved)}
    />
  );
  const box = (name: "isTeamWork" | "allowsAgain" | "isAnonymous", label: string, hint?: string) => (
    <CheckField
      name={name}
      label={label}
      hint={hint}
      value="1"
      defaultChecked={isOwn ? form.value(name) === "1" : settings[name]}
    />
  );
  const isChanged = (name: (typeof foldedNames)[number]) => {
    const [now, standard] = [settings[name], defaultSettings[name]];
    if (!isOwn) return now !== standard;
    if (typeof standard === "boolean") return (form.value(name) === "1") !== standard;
    return form.value(name) !== String(name === "maxBytes" ? megabytes(standard) : standard);
  };
  const differing = foldedNames.filter(isChanged).length;
  return (
    <form method="post" action={address} className="form stack">
      <h2>{t("assignments.settings.title")}</h2>
      <RadioGroup
        name="form"
        label={t("assignments.settings.form")}
        error={form.error("form")}
        chosen={value("form", settings.form)}
        choices={[
          { value: "text", label: t("assignments.settings.form_text") },
          { value: "files", label: t("assignments.settings.form_files") },
          { value: "both", label: t("assignments.settings.form_both") },
        ]}
      />
      {number(
        "maxWords",
        t("assignments.settings.max_words"),
        settings.maxWords,
        t("assignments.settings.max_words_hint"),
      )}
      {number("reviews", t("assignments.settings.reviews"), settings.reviews, t("assignments.settings.reviews_hint"))}
      <MoreSettings form={form} names={foldedNames} differing={differing}>
        {number("maxFiles", t("assignments.settings.max_files"), settings.maxFiles)}
        {number("maxBytes", t("assignments.settings.max_bytes"), megabytes(settings.maxBytes))}
        {box("isTeamWork", t("assignments.settings.team"))}
        {box("allowsAgain", t("assignments.settings.again"))}
        {box("isAnonymous", t("assignments.settings.anonymous"), t("assignments.settings.anonymous_hint"))}
        {number("reviewDays", t("assignments.settings.days"), settings.reviewDays, t("assignments.settings.days_hint"))}
        {number(
          "reviewingWeight",
          t("assignments.settings.weight"),
          settings.reviewingWeight,
          t("assignments.settings.weight_hint"),
        )}
      </MoreSettings>
      <Button variant="primary" name="intent" value="settings">
        {t("assignments.button.save_settings")}
      </Button>
    </form>
  );
}
