import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { page } from "#app/http/page.server.ts";
import { titled } from "#app/http/page-title.ts";
import { listAssignments } from "#app/modules/learning/assignments/staff/list-submissions.server.ts";
import { teachPath } from "#app/modules/learning/courses/paths.ts";
import { getStaffAccessFor } from "#app/modules/learning/courses/staff-access.server.ts";
import { withOverview } from "#app/routes/learning/teach/frame/staff-page.server.ts";
import { TeachPage } from "#app/routes/learning/teach/frame/teach-page.tsx";
import { Chip } from "#app/ui/elements/badges.tsx";
import { CardList, Facts } from "#app/ui/elements/card-list.tsx";
import { Deadline } from "#app/ui/elements/deadline.tsx";
import { EmptyState } from "#app/ui/elements/empty-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

export const handle = { tool: true };

export const loader = page(async ({ actor, param, language, t }) => {
  const access = await withOverview(await getStaffAccessFor(actor, param("slug"), language));
  return { title: t("assignments.list.title"), access, assignments: await listAssignments(access, language) };
});

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  { title: titled(`${data?.title} · ${data?.access.course.title.text}`, matches) },
];

export default function Assignments() {
  const { t } = useI18n();
  const { title, access, assignments } = useLoaderData<typeof loader>();
  const { slug } = access.course;
  return (
    <TeachPage access={access} section="assignments" title={title} lede={t("assignments.list.lede")}>
      {assignments.length === 0 && (
        <EmptyState title={t("assignments.list.empty")}>{t("assignments.list.empty_next")}</EmptyState>
      )}
      <CardList
        headingLevel={2}
        items={assignments.map((one) => ({
          key: one.slug,
          title: one.title.text,
          lang: one.title.language,
          href: teachPath(slug, `assignments/${one.slug}/submissions`),
          tags: one.stuck > 0 && <Chip tone="warn">{t("assignments.list.stuck", { count: one.stuck })}</Chip>,
          meta: (
            <Facts
              items={[
                t("assignments.list.submitted", { count: one.submitted }),
                t("assignments.list.open", { count: one.open }),
                one.reviews > 0 ? t("assignments.asks.reviews", { count: one.reviews }) : t("assignments.asks.trainer"),
                one.dueAt && <Deadline what="due" at={one.dueAt} />,
              ]}
            />
          ),
        }))}
      />
    </TeachPage>
  );
}
