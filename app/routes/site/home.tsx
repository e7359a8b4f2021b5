import { useLoaderData } from "@remix-run/react";
import { page } from "#app/http/page.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { countTopicsByActivity, listLatestTopics } from "#app/modules/forum/list-topics-for-activity.server.ts";
import { countLessonsByActivity } from "#app/modules/learning/courses/list-lessons-for-activity.server.ts";
import { listCourses } from "#app/modules/learning/courses/list-courses.server.ts";
import {
  countWebinarsByActivity,
  listComingWebinars,
} from "#app/modules/webinars/list-webinars-for-activity.server.ts";
import { getRoadmap } from "#app/modules/roadmaps/roadmap.server.ts";
import { describeSite } from "#app/routes/site/describe-site.server.ts";
import { mapOutputs } from "#app/ui/road-map/map-outputs.ts";
import { useRows } from "#app/ui/elements/link-rows.tsx";
import { LinkButton } from "#app/ui/elements/buttons.tsx";
import { CardList } from "#app/ui/elements/card-list.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { RoadMap } from "#app/ui/road-map/road-map.tsx";

export const loader = page(async ({ actor, language, site, t }) => {
  const at = new Date();
  const [roadmap, courses, topics, webinars, ...alive] = await Promise.all([
    getRoadmap(language),
    listCourses(language, { limit: 3 }),
    listLatestTopics(5),
    listComingWebinars({ at, limit: 3 }),
    countLessonsByActivity(),
    countTopicsByActivity(),
    countWebinarsByActivity(),
  ]);
  const outputs = mapOutputs(roadmap, alive, t);
  return {
    title: t("site.home.title"),
    welcome: describeSite(site, language).welcome,
    outputs,
    courses: courses.courses,
    topics,
    webinars,
    at,
    isGuest: !actor,
  };
});

export const meta = pageTitle;

export default function Home() {
  const { t, direction } = useI18n();
  const { title, welcome, outputs, isGuest } = useLoaderData<typeof loader>();
  const actions = (
    <>
      <LinkButton variant="primary" href="/courses">
        {t("site.home.start")}
      </LinkButton>
      {isGuest && <LinkButton href="/join">{t("site.home.join")}</LinkButton>}
    </>
  );
  return (
    <Page>
      <PageHeader title={title} t={t} lede={welcome || t("site.home.lede")} actions={actions} />
      <section className="section" aria-labelledby="map-heading">
        <h2 id="map-heading">{t("site.home.map")}</h2>
        <RoadMap outputs={outputs} t={t} size="full" dir={direction} />
        <p>
          <a href="/roadmap">{t("site.home.list")}</a>
        </p>
      </section>
      <Lists />
    </Page>
  );
}

function Lists() {
  const { t } = useI18n();
  const { courses, topics, webinars, at } = useLoaderData<typeof loader>();
  const rows = useRows(at);
  return (
    <div className="columns">
      <section className="section">
        <h2>{t("site.home.courses")}</h2>
        <CardList
          items={courses.map((course) => ({
            key: course.slug,
            title: course.title.text,
            lang: course.title.language,
            href: `/courses/${course.slug}`,
            summary: <span lang={course.summary.language}>{course.summary.text}</span>,
          }))}
        />
      </section>
      <section className="section">
        <h2>{t("site.home.topics")}</h2>
        {topics.length === 0 && <p className="soft">{t("site.home.no_topics")}</p>}
        <CardList items={topics.map(rows.topic)} />
      </section>
      <section className="section">
        <h2>{t("site.home.webinars")}</h2>
        {webinars.length === 0 && <p className="soft">{t("site.home.no_webinars")}</p>}
        <CardList items={webinars.map(rows.webinar)} />
      </section>
    </div>
  );
}
