import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { feedLink } from "#app/http/feed-link.ts";
import { sharedAs } from "#app/http/discovery/link-preview.ts";
import { titled } from "#app/http/page-title.ts";
import { page } from "#app/http/page.server.ts";
import { getCourseWithFactsFor } from "#app/modules/learning/outline/get-course.server.ts";
import { directionOf } from "#app/i18n/languages.ts";
import { outcomeLines } from "#app/modules/learning/courses/outcomes.ts";
import { courseFeedPath, coursePath, unitPath } from "#app/modules/learning/courses/paths.ts";
import { getOwnEnrolment, ownDatesIn } from "#app/modules/learning/enrolment/get-own-enrolment.server.ts";
import { getWaysIn } from "#app/modules/learning/enrolment/get-ways-in.server.ts";
import { unitKinds } from "#app/modules/learning/courses/unit-kinds.ts";
import { listRequiredCourses } from "#app/modules/learning/outline/list-required-courses.server.ts";
import { unitsOf } from "#app/modules/learning/outline/load-outlines.server.ts";
import { isNewSince } from "#app/modules/learning/outline/progress.ts";
import { languageShares, levelNames, teamNames } from "./course-facts.ts";
import { CourseOutline } from "./course-outline.tsx";
import { courseActions } from "./team-links.ts";
import { EnrolPanel } from "./enrol-panel.tsx";
import { OwnCohorts, OwnDates } from "./own-cohorts.tsx";
import { LockNotice } from "#app/routes/learning/units/unit-locks.tsx";
import { sharedCourse } from "#app/routes/learning/courses/shared-course.ts";
import { isolate } from "#app/lib/isolate.ts";
import { Drawing } from "#app/ui/road/drawing.tsx";
import { Road } from "#app/ui/road/road.tsx";
import { ButtonRow, LinkButton } from "#app/ui/elements/buttons.tsx";
import { Face } from "#app/ui/elements/face.tsx";
import { Facts } from "#app/ui/elements/card-list.tsx";
import { CohortFacts } from "#app/ui/elements/cohort-state.tsx";
import { DefinitionList } from "#app/ui/elements/definition-list.tsx";
import { Icon } from "#app/ui/elements/icons.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Notice } from "#app/ui/elements/notices.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { ProgressBar } from "#app/ui/elements/progress.tsx";
import { SidePanel } from "#app/ui/shell/side-panel.tsx";
import { UserText } from "#app/ui/text/user-text.tsx";

export const loader = page(async ({ actor, param, language }) => {
  const seen = await getCourseWithFactsFor(actor, param("slug"), language);
  const { course, modules, standing } = seen;
  if (actor && standing.isEnrolled) {
    const enrolment = await getOwnEnrolment(actor, course);
    return { ...seen, enrolment, dates: ownDatesIn(unitsOf(modules)), ways: null, requires: [], isGuest: false };
  }
  const [ways, requires] = await Promise.all([getWaysIn(actor, course), listRequiredCourses(actor, course, language)]);
  return { ...seen, enrolment: null, dates: [], ways, requires, isGuest: actor === null };
});

export const meta: MetaFunction<typeof loader> = (args) => {
  const { data, matches } = args;
  const title = { title: titled(data?.course.title.text, matches) };
  if (!data) return [title];
  const shared = sharedAs(args, sharedCourse(data.course, data.facts.activities[0]));
  return [title, ...shared, ...(data.isGuest ? [feedLink(courseFeedPath(data.course.slug))] : [])];
};

export default function CoursePage() {
  const i18n = useI18n();
  const { t } = i18n;
  const { course, modules, standing, staff, facts } = useLoaderData<typeof loader>();
  const { title, summary } = course;
  const team = teamNames(facts, i18n);
  return (
    <Page aside={<About />} asideLabel={t("courses.page.about")}>
      <PageHeader
        title={title.text}
        lang={title.language}
        t={t}
        breadcrumbs={[{ label: t("learning.courses.title"), href: "/courses" }]}
        lede={<bdi lang={summary.language}>{summary.text}</bdi>}
        meta={
          <Facts
            items={[
              course.level && t(levelNames[course.level]),
              t("courses.page.hours", { hours: course.hours }),
              t("courses.page.units", { count: facts.units }),
              team && t("courses.page.taught_by", { names: team }),
              facts.people > 0 && t("courses.page.people", { count: facts.people }),
            ]}
          />
        }
        team={courseActions({ course, staff }, t)}
      />
      <div className="stack">
        <Drawing kind="course" id={course.id} code={facts.activities[0]} size="band" />
        <Finished />
        <BuildsOn />
        {standing.isEnrolled && <Progress />}
        <NextStep />
      </div>
      <Outcomes />
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
    <Notice tone="success" title={t("courses.page.finished", { date: format.date(standing.completedAt) })}>
      {count > 0 && <p>{t("learning.course.new_units", { count })}</p>}
      <p>
        <a href="/me">{t("courses.page.certificate_link")}</a>
      </p>
    </Notice>
  );
}

/** What people will be able to do afterwards: the first thing that a course says of itself. */
function Outcomes() {
  const { t } = useI18n();
  const { outcomes } = useLoaderData<typeof loader>().course;
  const lines = outcomeLines(outcomes);
  if (lines.length === 0) return null;
  return (
    <section className="section stack" aria-labelledby="outcomes">
      <h2 id="outcomes">{t("courses.page.outcomes")}</h2>
      <ul role="list" className="outcomes measure" lang={outcomes.language} dir={directionOf(outcomes.language)}>
        {lines.map((line) => (
          <li key={line}>
            <Icon name="check" />
            <span>{line}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The courses that should have been completed before this one. */
function BuildsOn() {
  const { t } = useI18n();
  const { requires } = useLoaderData<typeof loader>();
  if (requires.every(({ isDone }) => isDone)) return null;
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
  const { percent } = useLoaderData<typeof loader>().standing;
  return (
    <ProgressBar
      value={percent}
      max={100}
      label={t("courses.page.progress")}
      text={t("learning.course.percent", { percent })}
    />
  );
}

/** The one thing to do now: continue, enrol, or read without an account; beside it the way to one's grades. */
function NextStep() {
  const { t } = useI18n();
  const { course, modules, standing, staff, ways, isGuest } = useLoaderData<typeof loader>();
  const first = modules[0]?.units[0];
  if (standing.isEnrolled) {
    const isGraded = modules.some(({ units }) => units.some(({ kind }) => unitKinds[kind].isGraded));
    return (
      <>
        {!standing.next && <Waiting />}
        {(standing.next || isGraded) && (
          <ButtonRow>
            {standing.next && (
              <LinkButton variant="primary" href={standing.next.href}>
                {t("courses.page.continue", { title: isolate(standing.next.title.text) })}
              </LinkButton>
            )}
            {isGraded && <LinkButton href={`${coursePath(course.slug)}/grades`}>{t("grades.own.link")}</LinkButton>}
          </ButtonRow>
        )}
      </>
    );
  }
  const firstHref = first ? unitPath(course.slug, first.slug) : null;
  if (staff || !ways) {
    return (
      firstHref && (
        <p>
          <a href={firstHref}>{t("courses.page.first")}</a>
        </p>
      )
    );
  }
  return <EnrolPanel courseSlug={course.slug} ways={ways} isGuest={isGuest} firstHref={firstHref} />;
}

function About() {
  const i18n = useI18n();
  const { t, format } = i18n;
  const { course, facts, modules, standing, enrolment, dates } = useLoaderData<typeof loader>();
  const { whole, partly } = languageShares(facts, i18n);
  const titles = new Map(modules.flatMap(({ units }) => units.map(({ slug, title }) => [slug, title] as const)));
  return (
    <>
      <OwnDates courseSlug={course.slug} dates={dates} titles={titles} />
      {enrolment && (
        <OwnCohorts courseSlug={course.slug} enrolment={enrolment} isDone={standing.completedAt !== null} />
      )}
      <SidePanel title={t("courses.page.certificate")}>
        <p>{t("courses.page.certificate_text")}</p>
      </SidePanel>
      {facts.activities.length > 0 && (
        <SidePanel title={t("courses.page.activities")}>
          <div className="cluster">
            <Road codes={facts.activities} titled />
          </div>
        </SidePanel>
      )}
      <SidePanel title={t("courses.page.about")}>
        <DefinitionList
          items={[
            { term: t("courses.page.team"), value: facts.team.length > 0 && <Team /> },
            { term: t("courses.page.level"), value: course.level && t(levelNames[course.level]) },
            { term: t("courses.page.duration"), value: t("courses.page.hours", { hours: course.hours }) },
            {
              term: t("courses.page.language_list"),
              value: (
                <>
                  {format.list(whole)}
                  {partly.map((share) => (
                    <div key={share}>{share}</div>
                  ))}
                </>
              ),
            },
            {
              term: t("courses.page.next_cohort"),
              value: facts.nextCohort && <CohortFacts cohort={facts.nextCohort} />,
            },
            { term: t("courses.page.licence"), value: <bdi>{course.licence}</bdi> },
          ]}
        />
      </SidePanel>
    </>
  );
}

function Team() {
  const { facts } = useLoaderData<typeof loader>();
  return (
    <ul role="list">
      {facts.team.map(({ name, handle, picture }) => (
        <li key={handle}>
          <a className="person" href={`/people/${handle}`}>
            <Face name={name} handle={handle} picture={picture} />
            <UserText>{name}</UserText>
          </a>
        </li>
      ))}
    </ul>
  );
}
