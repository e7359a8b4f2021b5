import { Button } from "#app/ui/elements/buttons.tsx";
import { SelectField } from "#app/ui/forms/fields.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

type CohortChoiceProps = { cohorts: { slug: string; name: string }[]; chosen: string };

/** Narrows a page of staff to one cohort; nothing where there is none to choose. */
export function CohortChoice({ cohorts, chosen }: CohortChoiceProps) {
  const { t } = useI18n();
  if (cohorts.length === 0) return null;
  return (
    <form method="get" className="filter-row">
      <SelectField
        name="cohort"
        label={t("teach.cohort.label")}
        placeholder={t("teach.cohort.everybody")}
        defaultValue={chosen}
        options={cohorts.map(({ slug, name }) => ({ value: slug, label: name }))}
      />
      <Button>{t("teach.cohort.show")}</Button>
    </form>
  );
}
