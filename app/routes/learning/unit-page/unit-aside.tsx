import { isLanguage, languageNames } from "#app/i18n/languages.ts";
import { unitPath } from "#app/modules/learning/courses/paths.ts";
import { unitKinds } from "#app/modules/learning/courses/unit-kinds.ts";
import type { UnitPageData } from "#app/routes/learning/units/unit-data.server.ts";
import { stateNames } from "#app/routes/learning/labels.ts";
import { Road } from "#app/ui/road/road.tsx";
import { Facts } from "#app/ui/elements/card-list.tsx";
import { Kept, type Piece } from "#app/ui/kept/kept.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { ProgressBar } from "#app/ui/elements/progress.tsx";
import { SideLink, SidePanel } from "#app/ui/shell/side-panel.tsx";

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
        <Kept
          as="ul"
          attributes={{ role: "list" }}
          piece={besideUnit}
          of={module.units.map(({ slug, title, kind, state, isLocked }) => ({
            facts: {
              href: unitPath(course.slug, slug),
              title,
              kind,
              state: standing.isEnrolled && state !== "not_started" ? state : null,
              isLocked,
              isHere: slug === unit.slug,
            },
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

type UnitFacts = Pick<UnitPageData["unit"], "title" | "kind" | "isLocked"> & {
  href: string;
  /** How far the reader is; null where that goes without saying. */
  state: UnitPageData["unit"]["state"] | null;
  isHere: boolean;
};

const besideUnit: Piece<UnitFacts> = { name: "unit beside a unit", Draw: UnitLink };

function UnitLink({ href, title, kind, state, isLocked, isHere }: UnitFacts) {
  const { t } = useI18n();
  return (
    <SideLink
      href={href}
      label={<bdi lang={title.language}>{title.text}</bdi>}
      current={isHere}
      note={
        <Facts
          items={[
            t(unitKinds[kind].label),
            state && t(stateNames[state]),
            isLocked && t("courses.structure.lock.short"),
          ]}
        />
      }
    />
  );
}
