import type { CourseView, Standing } from "#app/modules/learning/outline/get-course.server.ts";
import type { OutlineModule, OutlineUnit } from "#app/modules/learning/outline/load-outlines.server.ts";
import { unitPath } from "#app/modules/learning/courses/paths.ts";
import { unitKinds } from "#app/modules/learning/courses/unit-kinds.ts";
import { isNewSince } from "#app/modules/learning/outline/progress.ts";
import { NextDate } from "#app/routes/learning/units/unit-dates.tsx";
import { lockReasons } from "#app/routes/learning/units/unit-locks.tsx";
import { isolate } from "#app/lib/isolate.ts";
import { shownPercent, stateNames } from "#app/routes/learning/labels.ts";
import { Facts } from "#app/ui/elements/card-list.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Stepper } from "#app/ui/elements/stepper.tsx";

type CourseOutlineProps = { course: CourseView; modules: OutlineModule[]; standing: Standing };

/** The course by modules, each unit with its state in words and one step away. */
export function CourseOutline({ course, modules, standing }: CourseOutlineProps) {
  const { t } = useI18n();
  return (
    <>
      {modules.map((module, index) => {
        const title = t("courses.page.module", { number: index + 1, title: isolate(module.title.text) });
        return (
          <section key={module.slug} className="section stack" aria-labelledby={`module-${module.slug}`}>
            <h2 id={`module-${module.slug}`}>{title}</h2>
            <p className="measure soft">
              <bdi lang={module.summary.language}>{module.summary.text}</bdi>
            </p>
            <Stepper
              t={t}
              label={title}
              steps={module.units.map((unit) => {
                const href = unitPath(course.slug, unit.slug);
                return {
                  key: unit.slug,
                  href,
                  label: <bdi lang={unit.title.language}>{unit.title.text}</bdi>,
                  state: unit.completedAt
                    ? ("done" as const)
                    : unit.isLocked
                      ? ("locked" as const)
                      : standing.isEnrolled && href === standing.next?.href
                        ? ("current" as const)
                        : ("open" as const),
                  note: <UnitNote course={course} unit={unit} standing={standing} />,
                };
              })}
            />
          </section>
        );
      })}
    </>
  );
}

function UnitNote({ course, unit, standing }: { course: CourseView; unit: OutlineUnit; standing: Standing }) {
  const i18n = useI18n();
  const { t, format, language } = i18n;
  const isStarted = standing.isEnrolled && unit.state !== "not_started";
  return (
    <Facts
      items={[
        t(unitKinds[unit.kind].label),
        t("learning.unit.minutes", { minutes: unit.minutes }),
        isStarted && t(stateNames[unit.state]),
        unit.gradePercent !== null &&
          t("learning.quiz.best", { percent: format.number(shownPercent(unit.gradePercent)) }),
        unit.title.language !== language &&
          t("courses.page.other_language", { language: format.languageName(unit.title.language) }),
        isNewSince(unit, standing.completedRevision) && <strong>{t("courses.page.is_new")}</strong>,
        !unit.completedAt && (unit.dueAt ?? unit.closesAt) && <NextDate unit={unit} />,
        ...lockReasons({ courseSlug: course.slug, locks: unit.locks }, i18n),
      ]}
    />
  );
}
