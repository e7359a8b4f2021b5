import type { CourseView, Standing } from "#app/modules/learning/outline/get-course.server.ts";
import type { OutlineModule, OutlineUnit } from "#app/modules/learning/outline/load-outlines.server.ts";
import { unitPath } from "#app/modules/learning/courses/paths.ts";
import { unitKinds } from "#app/modules/learning/courses/unit-kinds.ts";
import type { Lock } from "#app/modules/learning/outline/locks.ts";
import { isNewSince, type UnitState } from "#app/modules/learning/outline/progress.ts";
import { tellNextDate } from "#app/routes/learning/units/unit-dates.tsx";
import { lockReasons } from "#app/routes/learning/units/unit-locks.tsx";
import { isolate } from "#app/lib/isolate.ts";
import { shownPercent, stateNames } from "#app/routes/learning/labels.ts";
import { Facts } from "#app/ui/elements/card-list.tsx";
import { type DeadlineWords, ToldDeadline } from "#app/ui/elements/deadline.tsx";
import { Step, type StepState } from "#app/ui/elements/stepper.tsx";
import { Kept, type Piece } from "#app/ui/kept/kept.tsx";
import { type I18n, useI18n } from "#app/ui/text/i18n.tsx";

type CourseOutlineProps = { course: CourseView; modules: OutlineModule[]; standing: Standing };

/** The course by modules, each unit with its state in words and one step away. */
export function CourseOutline({ modules, ...seen }: CourseOutlineProps) {
  const i18n = useI18n();
  const { t } = i18n;
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
            <Kept
              as="ol"
              attributes={{ role: "list", className: "steps", "aria-label": title }}
              piece={unitStep}
              of={module.units.map((unit) => ({ facts: factsOf(unit, seen, i18n) }))}
            />
          </section>
        );
      })}
    </>
  );
}

type Seen = Omit<CourseOutlineProps, "modules">;

function factsOf(unit: OutlineUnit, { course, standing }: Seen, i18n: I18n): StepFacts {
  const { slug, title, kind, minutes, state, gradePercent, locks } = unit;
  return {
    courseSlug: course.slug,
    slug,
    title,
    kind,
    minutes,
    step: stepOf(unit, { course, standing }),
    state: standing.isEnrolled && state !== "not_started" ? state : null,
    grade: gradePercent === null ? null : shownPercent(gradePercent),
    isNew: isNewSince(unit, standing.completedRevision),
    date: unit.completedAt ? null : tellNextDate(unit, i18n),
    locks,
  };
}

function stepOf({ slug, completedAt, isLocked }: OutlineUnit, { course, standing }: Seen): StepState {
  if (completedAt) return "done";
  if (isLocked) return "locked";
  return standing.isEnrolled && unitPath(course.slug, slug) === standing.next?.href ? "current" : "open";
}

type StepFacts = Pick<OutlineUnit, "slug" | "title" | "kind" | "minutes"> & {
  courseSlug: string;
  step: StepState;
  /** How far the reader is; null where that goes without saying. */
  state: UnitState | null;
  /** The best grade as it is shown, a whole percentage. */
  grade: number | null;
  isNew: boolean;
  date: DeadlineWords | null;
  locks: Lock[];
};

const unitStep: Piece<StepFacts> = { name: "unit of an outline", Draw: UnitStep };

function UnitStep(unit: StepFacts) {
  const i18n = useI18n();
  const { t, format, language } = i18n;
  const { courseSlug, slug, title, kind, minutes, step, state, grade, isNew, date, locks } = unit;
  return (
    <Step
      t={t}
      href={unitPath(courseSlug, slug)}
      label={<bdi lang={title.language}>{title.text}</bdi>}
      state={step}
      note={
        <Facts
          items={[
            t(unitKinds[kind].label),
            t("learning.unit.minutes", { minutes }),
            state && t(stateNames[state]),
            grade !== null && t("learning.quiz.best", { percent: format.number(grade) }),
            title.language !== language &&
              t("courses.page.other_language", { language: format.languageName(title.language) }),
            isNew && <strong>{t("courses.page.is_new")}</strong>,
            date && <ToldDeadline {...date} />,
            ...lockReasons({ courseSlug, locks }, i18n),
          ]}
        />
      }
    />
  );
}
