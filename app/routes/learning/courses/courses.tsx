import { useLoaderData } from "@remix-run/react";
import { page } from "#app/http/page.server.ts";
import { metaOfPlace } from "#app/http/discovery/link-preview.ts";
import { hasManyCourses, listCourses } from "#app/modules/learning/courses/list-courses.server.ts";
import { cataloguePath, catalogueFilterSchema } from "#app/modules/learning/courses/catalogue-filter.ts";
import { listOwnCourses } from "#app/modules/learning/outline/list-own-courses.server.ts";
import { getRoadmap } from "#app/modules/roadmaps/roadmap.server.ts";
import { CatalogueFilters } from "./catalogue-filters.tsx";
import { courseRow } from "./course-card.tsx";
import { LinkButton } from "#app/ui/elements/buttons.tsx";
import { CardList } from "#app/ui/elements/card-list.tsx";
import { EmptyState } from "#app/ui/elements/empty-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { Pagination } from "#app/ui/elements/pagination.tsx";

export const loader = page(async ({ actor, url, language, t }) => {
  const filter = catalogueFilterSchema.parse(Object.fromEntries(url.searchParams));
  const { courses, next } = await listCourses(language, { before: url.searchParams.get("before"), filter });
  const own = actor ? await listOwnCourses(actor, { language, courseIds: courses.map(({ id }) => id) }) : [];
  const percents = Object.fromEntries(own.map(({ slug, percent }) => [slug, percent]));
  const roadmap = (await hasManyCourses()) ? await getRoadmap(language) : null;
  return { title: t("learning.courses.title"), courses, next, percents, filter, roadmap };
});

export const meta = metaOfPlace("/courses");

export default function Courses() {
  const { t } = useI18n();
  const { title, courses, next, percents, filter, roadmap } = useLoaderData<typeof loader>();
  const isFiltered = cataloguePath(filter) !== "/courses";
  return (
    <Page>
      <PageHeader title={title} t={t} lede={t("courses.catalogue.lede")} />
      {roadmap && <CatalogueFilters filter={filter} roadmap={roadmap} />}
      {courses.length === 0 &&
        (isFiltered ? (
          <EmptyState
            title={t("courses.filter.none")}
            actions={<LinkButton href="/courses">{t("courses.filter.clear")}</LinkButton>}
          >
            {t("courses.filter.none_next")}
          </EmptyState>
        ) : (
          <EmptyState
            title={t("courses.catalogue.empty")}
            actions={<LinkButton href="/roadmap">{t("courses.catalogue.to_roadmap")}</LinkButton>}
          >
            {t("courses.catalogue.empty_next")}
          </EmptyState>
        ))}
      <CardList headingLevel={2} items={courses.map((course) => courseRow(course, percents[course.slug] ?? null))} />
      <Pagination t={t} olderHref={next && cataloguePath(filter, next)} olderLabel={t("courses.catalogue.older")} />
    </Page>
  );
}
