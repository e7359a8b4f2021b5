import { CheckGroup } from "#app/ui/forms/choices.tsx";
import { CodedTitle } from "#app/ui/text/coded-title.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

type ActivitiesFieldProps = { activities: string[]; chosen: string[]; error?: string };

/** The activities of the Open Roadmap that a course or a unit serves, folded away until they are wanted. */
export function ActivitiesField({ activities, chosen, error }: ActivitiesFieldProps) {
  const { t } = useI18n();
  return (
    <details className="field">
      <summary>{t("courses.settings.field.activities")}</summary>
      <CheckGroup
        name="activities"
        label={t("courses.settings.field.activities")}
        choices={activities.map((code) => ({
          value: code,
          label: <CodedTitle code={code} />,
        }))}
        chosen={chosen}
        error={error}
      />
    </details>
  );
}
