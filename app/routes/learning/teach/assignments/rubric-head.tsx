import { useI18n } from "#app/ui/text/i18n.tsx";

/** The name of a rubric's table and the heads of its columns: the criterion, then as many levels as the longest one has. */
export function RubricHead({ levels }: { levels: number }) {
  const { t } = useI18n();
  return (
    <>
      <caption className="visually-hidden">{t("assignments.rubric.title")}</caption>
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">
            {t("assignments.rubric.criterion")}
          </th>
          {Array.from({ length: levels }, (_, index) => (
            <th key={index} role="columnheader" scope="col">
              {t("assignments.rubric.level", { number: index + 1 })}
            </th>
          ))}
        </tr>
      </thead>
    </>
  );
}
