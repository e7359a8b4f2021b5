import { coursePath } from "#app/modules/learning/courses/paths.ts";
import type { CatalogueCourse } from "#app/modules/learning/courses/list-courses.server.ts";
import { languageShares, levelNames, teamNames } from "./course-facts.ts";
import { isolate } from "#app/lib/isolate.ts";
import { Facts, type RowItem } from "#app/ui/elements/card-list.tsx";
import { CohortFacts } from "#app/ui/elements/cohort-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { ProgressBar } from "#app/ui/elements/progress.tsx";
import { Drawing } from "#app/ui/road/drawing.tsx";
import { Road } from "#app/ui/road/road.tsx";

/** A course in the catalogue; `percent` is how far the reader is in it, null for who is not. */
export function courseRow(course: CatalogueCourse, percent: number | null): RowItem {
  return {
    key: course.slug,
    title: course.title.text,
    lang: course.title.language,
    href: coursePath(course.slug),
    picture: <Drawing kind="course" id={course.id} code={course.activities[0]} />,
    summary: <bdi lang={course.summary.language}>{course.summary.text}</bdi>,
    meta: <CardFacts course={course} percent={percent} />,
  };
}

/** At most so many activities are named one by one; a course on more of them names their outputs. */
const namedActivities = 4;

function CardFacts({ course, percent }: { course: CatalogueCourse; percent: number | null }) {
  const i18n = useI18n();
  const { t, format } = i18n;
  const { whole, partly } = languageShares(course, i18n);
  const team = teamNames(course, i18n);
  const { nextCohort } = course;
  const requires = course.requires.map(({ text }) => isolate(text));
  return (
    <div className="stack stack-tight">
      <Facts
        items={[
          course.level && t(levelNames[course.level]),
          t("courses.page.hours", { hours: course.hours }),
          team && t("courses.page.taught_by", { names: team }),
          course.people > 0 && t("courses.page.people", { count: course.people }),
        ]}
      />
      <Facts items={[whole.length > 0 && t("courses.page.languages", { languages: format.list(whole) }), ...partly]} />
      {nextCohort && <CohortFacts cohort={nextCohort} more={[t("courses.page.next_cohort")]} />}
      {requires.length > 0 && <Facts items={[t("courses.page.builds_on", { courses: format.list(requires) })]} />}
      <Roads activities={course.activities} />
      {percent !== null && (
        <ProgressBar
          value={percent}
          max={100}
          label={t("courses.page.progress")}
          text={t("learning.course.percent", { percent })}
        />
      )}
    </div>
  );
}

function Roads({ activities }: { activities: string[] }) {
  if (activities.length === 0) return null;
  const codes =
    activities.length > namedActivities ? [...new Set(activities.map((code) => code.split(".")[0]!))] : activities;
  return (
    <div className="cluster">
      <Road codes={codes} links={false} />
    </div>
  );
}
