import type { FormState } from "#app/http/typed.ts";
import { isolate } from "#app/lib/isolate.ts";
import { type Option, SelectField, TextField } from "#app/ui/forms/fields.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import type { TargetChoices } from "./target-choices.server.ts";

/** The words for each place that a unit can lead to. */
const words = {
  topic: {
    label: "courses.settings.unit.topic",
    hint: "courses.settings.unit.topic_hint",
    other: "courses.settings.unit.topic_other",
  },
  webinar: {
    label: "courses.settings.unit.webinar",
    hint: "courses.settings.unit.webinar_hint",
    other: "courses.settings.unit.webinar_other",
  },
} as const;

/** Where a unit leads: one of a list, or what stands at an address. Both fields have one name, and a filled address counts. */
export function TargetField({ choices, form, typed }: { choices: TargetChoices; form: FormState; typed: boolean }) {
  const { t } = useI18n();
  const options = useOptions(choices);
  const { leadsTo, chosen } = choices;
  const { label, hint, other } = words[leadsTo];
  const [picked = String(chosen ?? ""), address = ""] = (typed && form.all(leadsTo)) || [];
  const error = form.error(leadsTo);
  return (
    <div className="stack-tight">
      <SelectField
        name={leadsTo}
        label={t(label)}
        hint={t(hint)}
        placeholder={t("courses.settings.unit.target_none")}
        options={options}
        defaultValue={picked}
        error={address === "" ? error : undefined}
      />
      <details className="question-more" open={address !== "" || undefined}>
        <summary>{t("courses.settings.unit.target_other")}</summary>
        <div>
          <TextField
            name={leadsTo}
            id={`${leadsTo}-address`}
            label={t(other)}
            inputMode="url"
            dir="ltr"
            autoComplete="off"
            defaultValue={address}
            error={address === "" ? undefined : error}
          />
        </div>
      </details>
    </div>
  );
}

function useOptions(choices: TargetChoices): Option[] {
  const { t, format } = useI18n();
  if (choices.leadsTo === "topic")
    return choices.topics.map(({ number, title, language, isNear }) => ({
      value: String(number),
      label: title,
      lang: language,
      group: t(isNear ? "courses.settings.unit.topics_near" : "courses.settings.unit.topics_other"),
    }));
  return choices.webinars.map(({ number, title, startsAt }) => ({
    value: String(number),
    label: t("courses.settings.unit.webinar_choice", {
      title: isolate(title),
      time: format.dateTime(new Date(startsAt)),
    }),
  }));
}
