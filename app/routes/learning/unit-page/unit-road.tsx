import type { UnitPageData } from "#app/routes/learning/units/unit-data.server.ts";
import { useI18n } from "#app/ui/text/i18n.tsx";

/** The module as a thin road that stays in sight while one reads: what is done, and where one is. */
export function UnitRoad({ module, unit }: UnitPageData) {
  const { t } = useI18n();
  const { units } = module;
  const number = units.findIndex(({ slug }) => slug === unit.slug) + 1;
  const done = units.filter(({ completedAt }) => completedAt).length;
  return (
    <div className="unit-road" role="img" aria-label={t("courses.lesson.road", { number, total: units.length, done })}>
      {units.map(({ slug, completedAt }) => (
        <span
          key={slug}
          className={`${completedAt ? "stretch-done" : ""} ${slug === unit.slug ? "stretch-here" : ""}`}
        />
      ))}
    </div>
  );
}
