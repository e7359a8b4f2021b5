import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { page } from "#app/http/page.server.ts";
import { titled } from "#app/http/page-title.ts";
import { teachPath } from "#app/modules/learning/courses/paths.ts";
import { getStaffAccessFor } from "#app/modules/learning/courses/staff-access.server.ts";
import { withOverview } from "#app/routes/learning/teach/frame/staff-page.server.ts";
import { TeachPage } from "#app/routes/learning/teach/frame/teach-page.tsx";
import { WaitingStrip } from "./waiting-strip.tsx";
import { DefinitionList } from "#app/ui/elements/definition-list.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

export const handle = { tool: true };

export const loader = page(async ({ actor, param, language }) => {
  const access = await withOverview(await getStaffAccessFor(actor, param("slug"), language));
  const { course, mayEdit, overview } = access;
  return { access: { course, mayEdit, overview }, isWhole: access.cohortIds === null };
});

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  { title: titled(data?.access.course.title.text, matches) },
];

export default function Overview() {
  const { t, format } = useI18n();
  const { access, isWhole } = useLoaderData<typeof loader>();
  const { course, overview } = access;
  return (
    <TeachPage access={access} section="" title={course.title.text} lang={course.title.language}>
      <WaitingStrip access={access} />
      <section className="section stack" aria-labelledby="facts">
        <h2 id="facts">{t("courses.settings.overview.facts")}</h2>
        <DefinitionList
          items={[
            {
              term: t("courses.settings.overview.state"),
              value: t(course.state === "draft" ? "courses.settings.state.draft" : "courses.settings.state.published"),
            },
            {
              term: t(isWhole ? "courses.settings.overview.people" : "courses.settings.overview.own_people"),
              value: <a href={teachPath(course.slug, "people")}>{format.number(overview.people)}</a>,
            },
            { term: t("courses.settings.overview.finished"), value: format.number(overview.finished) },
            {
              term: t("courses.settings.overview.units"),
              value: t("courses.settings.overview.unit_count", {
                published: overview.publishedUnits,
                drafts: overview.draftUnits,
              }),
            },
            {
              term: t("courses.settings.field.languages"),
              value: format.list(course.languages.map(format.languageName)),
            },
          ]}
        />
      </section>
    </TeachPage>
  );
}
