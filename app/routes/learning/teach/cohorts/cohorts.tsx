import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { page } from "#app/http/page.server.ts";
import { titled } from "#app/http/page-title.ts";
import { teachPath } from "#app/modules/learning/courses/paths.ts";
import { listCohorts } from "#app/modules/learning/enrolment/cohorts/list-cohorts.server.ts";
import { getStaffAccessFor } from "#app/modules/learning/courses/staff-access.server.ts";
import { withOverview } from "#app/routes/learning/teach/frame/staff-page.server.ts";
import { TeachPage } from "#app/routes/learning/teach/frame/teach-page.tsx";
import { LinkButton } from "#app/ui/elements/buttons.tsx";
import { CardList } from "#app/ui/elements/card-list.tsx";
import { CohortFacts } from "#app/ui/elements/cohort-state.tsx";
import { EmptyState } from "#app/ui/elements/empty-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

export const handle = { tool: true };

export const loader = page(async ({ actor, param, language, t }) => {
  const access = await withOverview(await getStaffAccessFor(actor, param("slug"), language));
  return {
    title: t("teach.nav.cohorts"),
    access: { course: access.course, mayEdit: access.mayEdit, overview: access.overview },
    isTeam: access.cohortIds === null,
    cohorts: await listCohorts(access),
  };
});

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  { title: titled(`${data?.title} · ${data?.access.course.title.text}`, matches) },
];

export default function Cohorts() {
  const { t } = useI18n();
  const { title, access, isTeam, cohorts } = useLoaderData<typeof loader>();
  const path = teachPath(access.course.slug, "cohorts");
  const begin = isTeam && <LinkButton href={`${path}/new`}>{t("enrolment.cohort.new")}</LinkButton>;
  return (
    <TeachPage
      access={access}
      section="cohorts"
      title={title}
      lede={t("enrolment.cohort.lede")}
      actions={cohorts.length > 0 && begin}
    >
      {cohorts.length === 0 && (
        <EmptyState title={t("enrolment.cohort.none")} actions={begin}>
          {t("enrolment.cohort.none_next")}
        </EmptyState>
      )}
      <CardList
        headingLevel={2}
        items={cohorts.map((cohort) => ({
          key: cohort.id,
          title: cohort.name,
          href: `${path}/${cohort.slug}`,
          meta: <CohortFacts cohort={cohort} more={[cohort.trainer && <bdi key="trainer">{cohort.trainer}</bdi>]} />,
        }))}
      />
    </TeachPage>
  );
}
