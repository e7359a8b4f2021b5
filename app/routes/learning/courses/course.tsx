import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { page } from "#app/http/page.server.ts";
import { getCourseFor, listCourseActivities } from "#app/modules/learning/outline/get-course.server.ts";
import { coursePath, unitPath } from "#app/modules/learning/courses/paths.ts";
import { getOwnEnrolment, listOwnDates } from "#app/modules/learning/enrolment/get-own-enrolment.server.ts";
import { unitKinds } from "#app/modules/learning/courses/unit-kinds.ts";
import { isNewSince } from "#app/modules/learning/outline/progress.ts";
import { CourseOutline } from "./course-outline.tsx";
import { EnrolPanel } from "./enrol-panel.tsx";
import { OwnCohorts, OwnDates } from "./own-cohorts.tsx";
import { LockNotice } from "#app/routes/learning/units/unit-locks.tsx";
import { isolate } from "#app/lib/isolate.ts";
import { ActivityTag } from "#app/ui/elements/badges.tsx";
import { ButtonRow, LinkButton } from "#app/ui/elements/buttons.tsx";
import { Facts } from "#app/ui/elements/card-list.tsx";
import { DefinitionList } from "#app/ui/elements/definition-list.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Notice } from "#app/ui/elements/notices.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { ProgressBar } from "#app/ui/elements/progress.tsx";
import { SidePanel } from "#app/ui/shell/side-panel.tsx";

export const loader = page(async ({ actor, param, language }) => {
  const { course, modules, standing, requires } = await getCourseFor(actor, param("slug"), language);
  const activities = await listCourseActivities(course.id);
  const enrolment = await getOwnEnrolment(actor, course);
  const dates =
    actor && standing.isEnrolled
      ? await listOwnDates(
          actor.id,
          modules.flatMap(({ units }) => units),
        )
      : [];
  return { course, modules, standing, requires, activities, enrolment, dates, isGuest: actor === null };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.course.title.text} · Crossroads` },
  { name: "description", content: data?.course.summary.text },
];

export default function CoursePage() {
  const { t, format } = useI18n();
  const { course, modules, standing } = useLoaderData<typeof loader>();
  const { title, summary } = course;
  const count = modules.reduce((sum, module) => sum + module.units.length, 0);
  const languages = format.list(course.languages.map(format.languageName));
  return (
    <Page aside={<About />} asideLabel={t("learning.course.about")}>
      <PageHeader
        title={title.text}
        lang={title.language}
        t={t}
        breadcrumbs={[{ label: t("learning.courses.title"), href: "/courses" }]}
        lede={<bdi lang={summary.language}>{summary.text}</bdi>}
        meta={
          <Facts
            items={[
              t("learning.course.hours", { hours: course.hours }),
              t("learning.course.units", { count }),
              t("learning.course.languages", { languages }),
            ]}
          />
        }
      />
      <div className="stack">
        <Finished />
        <BuildsOn />
        {standing.isEnrolled && <Progress />}
        <NextStep />
      </div>
      <CourseOutline course={course} modules={modules} standing={standing} />
    </Page>
  );
}

function Finished() {
  const { t, format } = useI18n();
  const { standing, modules } = useLoaderData<typeof loader>();
  if (!standing.completedAt) return null;
  const isOpen = (unit: (typeof modules)[number]["units"][number]) =>
    isNewSince(unit, standing.completedRevision) && !unit.completedAt;
  const count = modules.flatMap((module) => module.units).filter(isOpen).length;
  return (
    <Notice tone="success" title={t("learning.course.finished", { date: format.date(standing.completedAt) })}>
      {count > 0 && <p>{t("learning.course.new_units", { count })}</p>}
      <p>
        <a href="/me">{t("learning.course.certificate_link")}</a>
      </p>
    </Notice>
  );
}

/** The courses that should have been completed before this one. */
function BuildsOn() {
  const { t } = useI18n();
  const { requires, standing } = useLoaderData<typeof loader>();
  if (requires.length === 0 || standing.isEnrolled || requires.every(({ isDone }) => isDone)) return null;
  return (
    <Notice title={t("courses.structure.course_first")}>
      <ul>
        {requires.map(({ slug, title, isDone }) => (
          <li key={slug}>
            <a href={coursePath(slug)}>
              <bdi lang={title.language}>{title.text}</bdi>
            </a>
            {isDone && ` (${t("courses.structure.rule.met")})`}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

/** Nothing is open just now: what the next part waits for. */
function Waiting() {
  const { course, modules } = useLoaderData<typeof loader>();
  const locked = modules.flatMap((module) => module.units).find(({ isLocked }) => isLocked);
  return locked ? <LockNotice courseSlug={course.slug} locks={locked.locks} /> : null;
}

function Progress() {
  const { t } = useI18n();
  const { course, modules, standing } = useLoaderData<typeof loader>();
  const { percent } = standing;
  const isGraded = modules.some(({ units }) => units.some(({ kind }) => unitKinds[kind].isGraded));
  return (
    <>
      <ProgressBar
        value={percent}
        max={100}
        label={t("learning.course.progress")}
        text={t("learning.course.percent", { percent })}
      />
      {isGraded && (
        <p>
          <a href={`${coursePath(course.slug)}/grades`}>{t("grades.own.link")}</a>
        </p>
      )}
    </>
  );
}

/** The one thing to do now: continue, enrol, or read without an account. */
function NextStep() {
  const { t } = useI18n();
  const { course, modules, standing, enrolment, isGuest } = useLoaderData<typeof loader>();
  const first = modules[0]?.units[0];
  if (standing.isEnrolled) {
    if (!standing.next) return <Waiting />;
    return (
      <ButtonRow>
        <LinkButton variant="primary" href={standing.next.href}>
          {t("learning.course.continue", { title: isolate(standing.next.title.text) })}
        </LinkButton>
      </ButtonRow>
    );
  }
  const firstHref = first ? unitPath(course.slug, first.slug) : null;
  return <EnrolPanel courseSlug={course.slug} enrolment={enrolment} isGuest={isGuest} firstHref={firstHref} />;
}

function About() {
  const { t, format } = useI18n();
  const { course, activities, modules, standing, enrolment, dates } = useLoaderData<typeof loader>();
  const titles = new Map(modules.flatMap(({ units }) => units.map(({ slug, title }) => [slug, title] as const)));
  return (
    <>
      <OwnDates courseSlug={course.slug} dates={dates} titles={titles} />
      {standing.isEnrolled && (
        <OwnCohorts courseSlug={course.slug} enrolment={enrolment} isDone={standing.completedAt !== null} />
      )}
      <SidePanel title={t("learning.course.certificate")}>
        <p>{t("learning.course.certificate_text")}</p>
      </SidePanel>
      {activities.length > 0 && (
        <SidePanel title={t("learning.course.activities")}>
          <div className="cluster">
            {activities.map((code) => (
              <ActivityTag key={code} code={code} />
            ))}
          </div>
        </SidePanel>
      )}
      <SidePanel title={t("learning.course.about")}>
        <DefinitionList
          items={[
            { term: t("learning.course.duration"), value: t("learning.course.hours", { hours: course.hours }) },
            {
              term: t("learning.course.language_list"),
              value: format.list(course.languages.map(format.languageName)),
            },
            { term: t("learning.course.licence"), value: <bdi>{course.licence}</bdi> },
          ]}
        />
      </SidePanel>
    </>
  );
}
