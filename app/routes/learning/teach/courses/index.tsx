import { useLoaderData } from "@remix-run/react";
import { page } from "#app/http/page.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { teachPath } from "#app/modules/learning/courses/paths.ts";
import { canBeginCourse } from "#app/modules/learning/courses/policy.ts";
import { listStaffCoursesFor } from "#app/modules/learning/courses/staff-access.server.ts";
import { Chip } from "#app/ui/elements/badges.tsx";
import { LinkButton } from "#app/ui/elements/buttons.tsx";
import { CardList, Facts } from "#app/ui/elements/card-list.tsx";
import { EmptyState } from "#app/ui/elements/empty-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";

export const handle = { tool: true };

export const loader = page(async ({ actor, language, t }) => {
  const courses = await listStaffCoursesFor(actor, language);
  return { title: t("teach.index.title"), courses, mayBegin: canBeginCourse(actor) };
});

export const meta = pageTitle;

export default function TaughtCourses() {
  const { t } = useI18n();
  const { title, courses, mayBegin } = useLoaderData<typeof loader>();
  return (
    <Page>
      <PageHeader
        t={t}
        title={title}
        lede={t("teach.index.lede")}
        actions={mayBegin && <LinkButton href="/teach/new">{t("teach.index.begin")}</LinkButton>}
      />
      {courses.length === 0 && <EmptyState title={t("teach.index.empty")}>{t("teach.index.empty_next")}</EmptyState>}
      <CardList
        headingLevel={2}
        items={courses.map(({ slug, title, state, people }) => ({
          key: slug,
          title: title.text,
          lang: title.language,
          href: teachPath(slug),
          meta: (
            <Facts
              items={[
                state === "draft" && <Chip tone="warn">{t("teach.index.draft")}</Chip>,
                t("teach.index.people", { count: people }),
              ]}
            />
          ),
        }))}
      />
    </Page>
  );
}
