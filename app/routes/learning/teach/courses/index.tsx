import { useLoaderData } from "@remix-run/react";
import type { MessageKey } from "#app/i18n/catalogues/en.ts";
import { page } from "#app/http/page.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { requireActive } from "#app/modules/accounts/policy.ts";
import { listStaffCoursesFor, type NextDate } from "#app/modules/learning/courses/list-staff-courses.server.ts";
import { teachPath } from "#app/modules/learning/courses/paths.ts";
import { canBeginCourse } from "#app/modules/learning/courses/policy.ts";
import { listStaffWork, type StaffWork } from "#app/modules/learning/grades/list-staff-work.server.ts";
import { staffWorkIn, staffWorkKinds } from "#app/modules/learning/grades/staff-work-kinds.ts";
import { Moment } from "#app/routes/learning/teach/frame/moment.tsx";
import { Chip } from "#app/ui/elements/badges.tsx";
import { LinkButton } from "#app/ui/elements/buttons.tsx";
import { CardList, Facts } from "#app/ui/elements/card-list.tsx";
import { EmptyState } from "#app/ui/elements/empty-state.tsx";
import { Waiting } from "#app/ui/elements/waiting.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";

export const handle = { tool: true };

/** Two SQL statements, however many courses there are. */
export const loader = page(async ({ actor, language, zone, t }) => {
  // First, because a refusal among the promises would leave the others to fail unheard.
  const active = requireActive(actor);
  const [taught, work] = await Promise.all([
    listStaffCoursesFor(active, language),
    listStaffWork(active, { language }),
  ]);
  const workOf = new Map(work.map((one) => [one.slug, one]));
  const courses = taught.map((course) => ({ ...course, work: workOf.get(course.slug) ?? null }));
  return { title: t("teach.index.title"), courses, zone, mayBegin: canBeginCourse(active) };
});

export const meta = pageTitle;

const dateWords: Record<NextDate["what"], MessageKey> = {
  starts: "teach.index.next_starts",
  ends: "teach.index.next_ends",
  due: "teach.index.next_due",
  closes: "teach.index.next_closes",
};

export default function TaughtCourses() {
  const { t, format } = useI18n();
  const { title, courses, zone, mayBegin } = useLoaderData<typeof loader>();
  return (
    <Page>
      <PageHeader
        t={t}
        title={title}
        lede={t("teach.index.lede")}
        actions={mayBegin && <LinkButton href="/teach/new">{t("teach.index.begin")}</LinkButton>}
      />
      {courses.length === 0 && (
        <EmptyState title={t("teach.index.empty")}>
          {t(mayBegin ? "teach.index.empty_next" : "teach.index.empty_wait")}
        </EmptyState>
      )}
      {courses.length > 0 && <WaitingInAll works={courses.flatMap(({ work }) => work ?? [])} />}
      <CardList
        headingLevel={2}
        items={courses.map(({ slug, title: name, state, people, work, next, untranslated }) => ({
          key: slug,
          title: name.text,
          lang: name.language,
          href: teachPath(slug),
          tags:
            state === "draft" ? (
              <Chip tone="warn">{t("teach.index.draft")}</Chip>
            ) : (
              <Chip tone="good">{t("teach.index.published")}</Chip>
            ),
          summary: next && (
            <>
              {t(dateWords[next.what])} <Moment at={new Date(next.at)} zone={zone} />
            </>
          ),
          meta: (
            <Facts
              items={[
                <a key="people" href={teachPath(slug, "people")}>
                  {t("teach.index.people", { count: people })}
                </a>,
                ...(work ? staffWorkIn(work) : []).map(({ words, count, href }) => (
                  <a key={words} href={href}>
                    {t(words, { count })}
                  </a>
                )),
                ...untranslated.map(({ language, count }) => (
                  <a key={language} href={teachPath(slug, "content")}>
                    {t("courses.settings.overview.untranslated", { count, language: format.languageName(language) })}
                  </a>
                )),
              ]}
            />
          ),
        }))}
      />
    </Page>
  );
}

/** What waits in all courses together: the sums, and in how many courses each is; what is in one leads there. */
function WaitingInAll({ works }: { works: StaffWork[] }) {
  const { t } = useI18n();
  const open = staffWorkKinds
    .map(({ kind, words, section }) => {
      const some = works.filter((work) => work[kind] > 0);
      return { words, section, some, count: some.reduce((sum, work) => sum + work[kind], 0) };
    })
    .filter(({ count }) => count > 0);
  return (
    <Waiting
      title={t("site.me.waits")}
      nothing={t("courses.settings.overview.nothing")}
      items={open.map(({ words, section, count, some }) => ({
        key: words,
        content: (
          <>
            {some.length === 1 ? (
              <a href={teachPath(some[0]!.slug, section)}>{t(words, { count })}</a>
            ) : (
              t(words, { count })
            )}{" "}
            <span className="soft">{t("teach.index.in_courses", { count: some.length })}</span>
          </>
        ),
      }))}
    />
  );
}
