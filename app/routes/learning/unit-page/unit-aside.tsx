import { isLanguage, languageNames } from "#app/i18n/languages.ts";
import { unitPath } from "#app/modules/learning/courses/paths.ts";
import { unitKinds } from "#app/modules/learning/courses/unit-kinds.ts";
import type { UnitPageData } from "#app/routes/learning/units/unit-data.server.ts";
import { stateNames } from "#app/routes/learning/labels.ts";
import { Road } from "#app/ui/road/road.tsx";
import { Facts } from "#app/ui/elements/card-list.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { ProgressBar } from "#app/ui/elements/progress.tsx";
import { SideLinks, SidePanel } from "#app/ui/shell/side-panel.tsx";

/** Beside a unit: how far one is, the rest of the module, the activities it hangs on, its other languages. */
export function UnitAside({ course, module, unit, standing }: UnitPageData) {
  const { t } = useI18n();
  const { percent } = standing;
  const others = unit.languages.filter(isLanguage).filter((language) => language !== unit.title.language);
  return (
    <>
      {standing.isEnrolled && (
        <SidePanel title={t("courses.page.progress")}>
          <ProgressBar
            value={percent}
            max={100}
            label={t("courses.page.progress")}
            text={t("learning.course.percent", { percent })}
            hideLabel
          />
        </SidePanel>
      )}
      <SidePanel title={t("learning.unit.in_module")}>
        <SideLinks
          items={module.units.map((one) => ({
            href: unitPath(course.slug, one.slug),
            label: <bdi lang={one.title.language}>{one.title.text}</bdi>,
            current: one.slug === unit.slug,
            note: (
              <Facts
                items={[
                  t(unitKinds[one.kind].label),
                  standing.isEnrolled && one.state !== "not_started" && t(stateNames[one.state]),
                  one.isLocked && t("courses.structure.lock.short"),
                ]}
              />
            ),
          }))}
        />
      </SidePanel>
      {unit.activities.length > 0 && (
        <SidePanel title={t("learning.unit.on_activity")}>
          <ul role="list" className="stack stack-tight">
            {unit.activities.map((code) => (
              <li key={code} className="cluster">
                <Road codes={code} titled />
                <a href={`/forum/${code}`}>{t("learning.unit.forum", { code })}</a>
              </li>
            ))}
          </ul>
        </SidePanel>
      )}
      {others.length > 0 && (
        <SidePanel title={t("learning.unit.also_in")}>
          <ul role="list">
            {others.map((language) => (
              <li key={language}>
                <a href={`${unitPath(course.slug, unit.slug)}?lang=${language}`} lang={language} hrefLang={language}>
                  {languageNames[language]}
                </a>
              </li>
            ))}
          </ul>
        </SidePanel>
      )}
    </>
  );
}
