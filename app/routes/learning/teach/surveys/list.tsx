import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { page } from "#app/http/page.server.ts";
import { titled } from "#app/http/page-title.ts";
import { teachPath } from "#app/modules/learning/courses/paths.ts";
import { listSurveys } from "#app/modules/learning/surveys/get-survey-results.server.ts";
import { getStaffAccessFor } from "#app/modules/learning/courses/staff-access.server.ts";
import { withOverview } from "#app/routes/learning/teach/frame/staff-page.server.ts";
import { TeachPage } from "#app/routes/learning/teach/frame/teach-page.tsx";
import { CardList, Facts } from "#app/ui/elements/card-list.tsx";
import { EmptyState } from "#app/ui/elements/empty-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

export const handle = { tool: true };

export const loader = page(async ({ actor, param, language, t }) => {
  const access = await withOverview(await getStaffAccessFor(actor, param("slug"), language));
  return { title: t("surveys.list.title"), access, surveys: await listSurveys(access, language) };
});

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  { title: titled(`${data?.title} · ${data?.access.course.title.text}`, matches) },
];

export default function Surveys() {
  const { t } = useI18n();
  const { title, access, surveys } = useLoaderData<typeof loader>();
  const { slug } = access.course;
  return (
    <TeachPage access={access} section="surveys" title={title} lede={t("surveys.list.lede")}>
      {surveys.length === 0 && <EmptyState title={t("surveys.list.empty")}>{t("surveys.list.empty_next")}</EmptyState>}
      <CardList
        headingLevel={2}
        items={surveys.map((survey) => ({
          key: survey.slug,
          title: survey.title.text,
          lang: survey.title.language,
          href: teachPath(slug, `surveys/${survey.slug}`),
          meta: (
            <Facts
              items={[
                t("surveys.list.questions", { count: survey.questions }),
                t("surveys.list.answers", { count: survey.answers }),
              ]}
            />
          ),
        }))}
      />
    </TeachPage>
  );
}
