import { unitKinds } from "#app/modules/learning/courses/unit-kinds.ts";
import type { MemberHomeData } from "#app/routes/site/home/member-data.server.ts";
import { OwnCohort } from "#app/routes/site/home/own-cohort.tsx";
import { LinkButton } from "#app/ui/elements/buttons.tsx";
import { Facts } from "#app/ui/elements/card-list.tsx";
import { EmptyState } from "#app/ui/elements/empty-state.tsx";
import { ProgressBar } from "#app/ui/elements/progress.tsx";
import { Road } from "#app/ui/road/road.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { UserText } from "#app/ui/text/user-text.tsx";

type ContinueCardProps = { course: MemberHomeData["courses"][number] | null; hasCourses: boolean };

/** The part to do next, with its name and how long it takes; else where to find a course. */
export function ContinueCard({ course, hasCourses }: ContinueCardProps) {
  const { t } = useI18n();
  if (!course?.next) {
    return (
      <EmptyState
        title={hasCourses ? t("site.me.all_done") : t("accounts.me.no_courses")}
        actions={
          <LinkButton variant="primary" href="/courses">
            {t("accounts.me.find_course")}
          </LinkButton>
        }
      />
    );
  }
  const { next, title, href, percent } = course;
  return (
    <section className="next-card" aria-labelledby="next-part">
      {next.activities.length > 0 && <Road codes={next.activities} />}
      <h2 id="next-part">
        <a href={next.href}>
          <UserText lang={next.title.language}>{next.title.text}</UserText>
        </a>
      </h2>
      <Facts
        items={[
          <a key="course" href={href}>
            <UserText lang={title.language}>{title.text}</UserText>
          </a>,
          t(unitKinds[next.kind].label),
          next.minutes > 0 && t("site.me.minutes", { count: next.minutes }),
        ]}
      />
      <OwnCohort cohort={course.cohort} />
      <ProgressBar
        value={percent}
        max={100}
        label={t("accounts.me.progress")}
        text={t("accounts.me.percent", { percent })}
      />
      <div className="button-row">
        <LinkButton variant="primary" href={next.href}>
          {percent > 0 ? t("accounts.me.continue") : t("site.me.begin")}
        </LinkButton>
      </div>
    </section>
  );
}
