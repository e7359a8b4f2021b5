import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { page } from "#app/http/page.server.ts";
import { teachPath } from "#app/modules/learning/courses/paths.ts";
import { getCourseOverview } from "#app/modules/learning/outline/get-course-overview.server.ts";
import { getStaffAccessFor } from "#app/modules/learning/courses/staff-access.server.ts";
import { TeachPage } from "#app/routes/learning/teach/frame/teach-page.tsx";
import { DefinitionList } from "#app/ui/elements/definition-list.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

export const handle = { tool: true };

export const loader = page(async ({ actor, param, language }) => {
  const access = await getStaffAccessFor(actor, param("slug"), language);
  const overview = await getCourseOverview(access);
  const { course, mayEdit } = access;
  return { access: { course, mayEdit }, overview, isWhole: access.cohortIds === null };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.access.course.title.text} · Crossroads` },
];

export default function Overview() {
  const { t, format } = useI18n();
  const { access, overview, isWhole } = useLoaderData<typeof loader>();
  const { course } = access;
  return (
    <TeachPage access={access} section="" title={course.title.text} lang={course.title.language}>
      <section className="stack" aria-labelledby="to-do">
        <h2 id="to-do">{t("courses.settings.overview.to_do")}</h2>
        <ToDo />
      </section>
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

/** What waits for somebody, each with the page where it is done. */
function ToDo() {
  const { t, format } = useI18n();
  const { access, overview } = useLoaderData<typeof loader>();
  const { course, mayEdit } = access;
  const content = teachPath(course.slug, "content");
  const items = [
    {
      count: overview.requests,
      href: teachPath(course.slug, "people/requests"),
      text: t("courses.settings.overview.requests", { count: overview.requests }),
    },
    {
      count: overview.attemptsToMark,
      href: teachPath(course.slug, "quizzes"),
      text: t("courses.settings.overview.attempts", { count: overview.attemptsToMark }),
    },
    {
      count: overview.submissionsToMark,
      href: teachPath(course.slug, "assignments"),
      text: t("courses.settings.overview.submissions", { count: overview.submissionsToMark }),
    },
    {
      count: mayEdit ? overview.draftUnits : 0,
      href: content,
      text: t("courses.settings.overview.drafts", { count: overview.draftUnits }),
    },
    ...overview.untranslated.map(({ language, count }) => ({
      count: mayEdit ? count : 0,
      href: content,
      text: t("courses.settings.overview.untranslated", { count, language: format.languageName(language) }),
    })),
    {
      count: mayEdit && course.state === "draft" ? 1 : 0,
      href: `${teachPath(course.slug, "settings")}#state`,
      text: t("courses.settings.overview.publish"),
    },
  ].filter(({ count }) => count > 0);
  if (items.length === 0) return <p className="soft">{t("courses.settings.overview.nothing")}</p>;
  return (
    <ul>
      {items.map(({ href, text }) => (
        <li key={text}>
          <a href={href}>{text}</a>
        </li>
      ))}
    </ul>
  );
}
