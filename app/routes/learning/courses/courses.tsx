import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { page } from "#app/http/page.server.ts";
import { listCourses } from "#app/modules/learning/courses/list-courses.server.ts";
import { listOwnCourses } from "#app/modules/learning/outline/list-own-courses.server.ts";
import { coursePath } from "#app/modules/learning/courses/paths.ts";
import { LinkButton } from "#app/ui/elements/buttons.tsx";
import { CardList, Facts } from "#app/ui/elements/card-list.tsx";
import { EmptyState } from "#app/ui/elements/empty-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { Pagination } from "#app/ui/elements/pagination.tsx";
import { ProgressBar } from "#app/ui/elements/progress.tsx";

export const loader = page(async ({ actor, url, language, t }) => {
  const { courses, next } = await listCourses(language, { before: url.searchParams.get("before") });
  const own = actor ? await listOwnCourses(actor, { language, courseIds: courses.map(({ id }) => id) }) : [];
  const percents = Object.fromEntries(own.map(({ slug, percent }) => [slug, percent]));
  return { title: t("learning.courses.title"), courses, next, percents };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title} · Crossroads` }];

export default function Courses() {
  const { t } = useI18n();
  const { title, courses, next, percents } = useLoaderData<typeof loader>();
  return (
    <Page>
      <PageHeader title={title} t={t} lede={t("learning.courses.lede")} />
      {courses.length === 0 && (
        <EmptyState
          title={t("learning.courses.empty")}
          actions={<LinkButton href="/roadmap">{t("learning.courses.to_roadmap")}</LinkButton>}
        >
          {t("learning.courses.empty_next")}
        </EmptyState>
      )}
      <CardList
        headingLevel={2}
        items={courses.map((course) => ({
          key: course.slug,
          title: course.title.text,
          lang: course.title.language,
          href: coursePath(course.slug),
          summary: <bdi lang={course.summary.language}>{course.summary.text}</bdi>,
          meta: <CourseFacts course={course} percent={percents[course.slug] ?? null} />,
        }))}
      />
      <Pagination t={t} olderHref={next && `/courses?before=${next}`} olderLabel={t("learning.courses.older")} />
    </Page>
  );
}

type Course = ReturnType<typeof useLoaderData<typeof loader>>["courses"][number];

function CourseFacts({ course, percent }: { course: Course; percent: number | null }) {
  const { t, format } = useI18n();
  const languages = format.list(course.languages.map(format.languageName));
  return (
    <div className="stack stack-tight">
      <Facts
        items={[t("learning.course.hours", { hours: course.hours }), t("learning.course.languages", { languages })]}
      />
      {percent !== null && (
        <ProgressBar
          value={percent}
          max={100}
          label={t("learning.course.progress")}
          text={t("learning.course.percent", { percent })}
        />
      )}
    </div>
  );
}
