import type { MemberHomeData } from "#app/routes/site/home/member-data.server.ts";
import { OwnCohort } from "#app/routes/site/home/own-cohort.tsx";
import { CardList } from "#app/ui/elements/card-list.tsx";
import { ProgressBar } from "#app/ui/elements/progress.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

/** The courses beside the one that the page begins with. */
export function OtherCourses({ courses }: { courses: MemberHomeData["courses"] }) {
  const { t } = useI18n();
  if (courses.length === 0) return null;
  return (
    <section className="stack" aria-labelledby="courses">
      <h2 id="courses">{t("accounts.me.courses")}</h2>
      <CardList
        items={courses.map(({ slug, title, href, percent, newUnits, next, cohort }) => ({
          key: slug,
          title: title.text,
          lang: title.language,
          href,
          summary: (
            <ProgressBar
              value={percent}
              max={100}
              label={t("accounts.me.progress")}
              text={t("accounts.me.percent", { percent })}
            />
          ),
          meta: (cohort || newUnits > 0) && (
            <>
              <OwnCohort cohort={cohort} />
              {newUnits > 0 && t("learning.course.new_units", { count: newUnits })}
            </>
          ),
          aside: next && <a href={next.href}>{t("accounts.me.continue")}</a>,
        }))}
      />
    </section>
  );
}
