import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { directionOf } from "#app/i18n/languages.ts";
import { shortTitle } from "#app/i18n/short-titles.ts";
import { page } from "#app/http/page.server.ts";
import { pictureOfPlace, sharedAs } from "#app/http/discovery/link-preview.ts";
import { titled } from "#app/http/page-title.ts";
import {
  countTopicsByActivity,
  listTopicsForActivity,
} from "#app/modules/forum/topics/list-topics-for-activity.server.ts";
import {
  countLessonsByActivity,
  listLessonsForActivity,
} from "#app/modules/learning/courses/list-lessons-for-activity.server.ts";
import { getActivity } from "#app/modules/roadmaps/roadmap.server.ts";
import {
  countWebinarsByActivity,
  listWebinarsForActivity,
} from "#app/modules/webinars/list-webinars-for-activity.server.ts";
import { webinarState } from "#app/modules/webinars/policy.ts";
import { mapOutputs } from "#app/ui/road-map/map-outputs.ts";
import { useRows } from "#app/ui/elements/link-rows.tsx";
import { Chip } from "#app/ui/elements/badges.tsx";
import { Road } from "#app/ui/road/road.tsx";
import { LinkButton } from "#app/ui/elements/buttons.tsx";
import { CardList, Facts } from "#app/ui/elements/card-list.tsx";
import { EmptyState } from "#app/ui/elements/empty-state.tsx";
import { CodedTitle } from "#app/ui/text/coded-title.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Notice } from "#app/ui/elements/notices.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { RoadMap } from "#app/ui/road-map/road-map.tsx";
import { SideLinks, SidePanel } from "#app/ui/shell/side-panel.tsx";

export const loader = page(async ({ param, language, t }) => {
  const code = param("code");
  const at = new Date();
  const { activity, output, roadmap } = await getActivity(code, language);
  const [lessons, topics, webinars, ...alive] = await Promise.all([
    listLessonsForActivity(code, language, 20),
    listTopicsForActivity(code, 8),
    listWebinarsForActivity(code, { at, limit: 8 }),
    countLessonsByActivity(),
    countTopicsByActivity(),
    countWebinarsByActivity(),
  ]);
  const title = shortTitle(code, t);
  const outputs = mapOutputs(roadmap, alive, t);
  return { activity, output, outputs, lessons, topics, webinars, at, title };
});

export const handle = { map: true, text: false };

export const meta: MetaFunction<typeof loader> = (args) => {
  const { data, matches } = args;
  if (!data) return [{ title: titled(undefined, matches) }];
  const { code, title: wording } = data.activity;
  const title = `${code} ${data.title}`;
  const shared = { title, description: wording?.text, languages: "all", picture: pictureOfPlace(code) } as const;
  return [{ title: titled(title, matches) }, ...sharedAs(args, { path: `/roadmap/${code}`, ...shared })];
};

export default function ActivityPage() {
  const { t, direction } = useI18n();
  const { activity, output, outputs, title, webinars, at } = useLoaderData<typeof loader>();
  const isLive = webinars.some((session) => webinarState(session, at) === "live");
  const { code } = activity;
  const siblings = output.activities.map((row) => ({
    href: `/roadmap/${row.code}`,
    label: <CodedTitle code={row.code} />,
    current: row.code === code,
  }));
  const aside = (
    <>
      <a href="/roadmap">
        <RoadMap outputs={outputs} t={t} size="small" highlight={code} dir={direction} />
      </a>
      <SidePanel title={t("roadmaps.activity.same_road", { output: shortTitle(output.code, t) })} output={output.code}>
        <SideLinks items={siblings} />
      </SidePanel>
    </>
  );
  return (
    <Page aside={aside} asideLabel={t("roadmaps.activity.around")}>
      <PageHeader
        title={title}
        t={t}
        breadcrumbs={[{ label: t("roadmaps.map.title"), href: "/roadmap" }]}
        kicker={
          <>
            <Road codes={code} links={false} />
            {activity.wording === "provisional" && <Chip tone="warn">{t("ui.activity.provisional")}</Chip>}
          </>
        }
      />
      <Wording />
      <NextStep />
      {/* What goes on now does not wait below what can be read at any time. */}
      {isLive && <Webinars />}
      <Lessons />
      <Topics />
      {!isLive && <Webinars />}
    </Page>
  );
}

/** What one can do here, in one line: read first, then ask. */
function NextStep() {
  const { t } = useI18n();
  const { activity, lessons } = useLoaderData<typeof loader>();
  return (
    <div className="section button-row">
      {lessons[0] && (
        <LinkButton href={lessons[0].href} variant="primary">
          {t("roadmaps.activity.first_lesson")}
        </LinkButton>
      )}
      <LinkButton href={`/forum/${activity.code}/new`}>{t("roadmaps.activity.ask")}</LinkButton>
    </div>
  );
}

/** The full wording, which stands here and nowhere else, in whose words and in which language it is. */
function Wording() {
  const { t, format, language } = useI18n();
  const { activity } = useLoaderData<typeof loader>();
  const { title, wording } = activity;
  if (!title) return <Notice>{t("roadmaps.activity.unknown")}</Notice>;
  const isOfficial = wording === "official";
  return (
    <figure className="wording">
      <figcaption className="small soft">
        {t(isOfficial ? "roadmaps.activity.wording" : "roadmaps.activity.wording_provisional")}
      </figcaption>
      <blockquote lang={title.language} dir={directionOf(title.language)}>
        {title.text}
      </blockquote>
      <p className="small soft">
        {isOfficial && title.language === language && t("roadmaps.activity.wording_ours")}
        {isOfficial &&
          title.language !== language &&
          t("roadmaps.activity.wording_only", { language: format.languageName(title.language) })}
        {!isOfficial && t("roadmaps.activity.provisional")}
      </p>
    </figure>
  );
}

function Lessons() {
  const { t } = useI18n();
  const { lessons } = useLoaderData<typeof loader>();
  return (
    <section className="section stack">
      <h2>{t("roadmaps.activity.lessons")}</h2>
      {lessons.length === 0 && (
        <EmptyState
          title={t("roadmaps.activity.no_lessons")}
          actions={<LinkButton href="/courses">{t("roadmaps.activity.all_courses")}</LinkButton>}
        />
      )}
      <CardList
        items={lessons.map((lesson) => ({
          key: lesson.href,
          title: lesson.title.text,
          lang: lesson.title.language,
          href: lesson.href,
          meta: (
            <Facts
              items={[
                <bdi key="course">{lesson.courseTitle.text}</bdi>,
                t("roadmaps.activity.minutes", { minutes: lesson.minutes }),
              ]}
            />
          ),
        }))}
      />
    </section>
  );
}

function Topics() {
  const { t } = useI18n();
  const { activity, topics, at } = useLoaderData<typeof loader>();
  const space = `/forum/${activity.code}`;
  // The road stands above the page's title.
  const rows = topics.map((topic) => ({ ...topic, activityCode: null }));
  return (
    <section className="section stack">
      <h2>{t("roadmaps.activity.topics")}</h2>
      {topics.length === 0 && <EmptyState title={t("roadmaps.activity.no_topics")} />}
      <CardList items={rows.map(useRows(at).topic)} />
      {topics.length > 0 && (
        <p>
          <a href={space}>{t("roadmaps.activity.all_topics")}</a>
        </p>
      )}
    </section>
  );
}

function Webinars() {
  const { t } = useI18n();
  const { webinars, at } = useLoaderData<typeof loader>();
  return (
    <section className="section stack">
      <h2>{t("roadmaps.activity.webinars")}</h2>
      {webinars.length === 0 && (
        <EmptyState
          title={t("roadmaps.activity.no_webinars")}
          actions={<LinkButton href="/webinars">{t("roadmaps.activity.all_webinars")}</LinkButton>}
        />
      )}
      <CardList items={webinars.map(useRows(at).webinar)} />
    </section>
  );
}
