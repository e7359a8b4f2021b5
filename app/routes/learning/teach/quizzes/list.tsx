import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { page } from "#app/http/page.server.ts";
import { titled } from "#app/http/page-title.ts";
import { teachPath } from "#app/modules/learning/courses/paths.ts";
import { listQuizzes } from "#app/modules/learning/quizzes/staff/list-attempts.server.ts";
import { getStaffAccessFor } from "#app/modules/learning/courses/staff-access.server.ts";
import { withOverview } from "#app/routes/learning/teach/frame/staff-page.server.ts";
import { TeachPage } from "#app/routes/learning/teach/frame/teach-page.tsx";
import { ToMarkChip } from "#app/ui/elements/marking-state.tsx";
import { CardList, Facts } from "#app/ui/elements/card-list.tsx";
import { EmptyState } from "#app/ui/elements/empty-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

export const handle = { tool: true };

export const loader = page(async ({ actor, param, language, t }) => {
  const access = await withOverview(await getStaffAccessFor(actor, param("slug"), language));
  return { title: t("teach.nav.quizzes"), access, quizzes: await listQuizzes(access, language) };
});

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  { title: titled(`${data?.title} · ${data?.access.course.title.text}`, matches) },
];

export default function Quizzes() {
  const { t } = useI18n();
  const { title, access, quizzes } = useLoaderData<typeof loader>();
  return (
    <TeachPage access={access} section="quizzes" title={title} lede={t("quizzes.staff.lede")}>
      {quizzes.length === 0 && (
        <EmptyState title={t("quizzes.staff.empty")}>{t("quizzes.staff.empty_next")}</EmptyState>
      )}
      <CardList
        headingLevel={2}
        items={quizzes.map(({ slug, title: name, submitted, running, toMark }) => ({
          key: slug,
          title: name.text,
          lang: name.language,
          href: teachPath(access.course.slug, `quizzes/${slug}`),
          meta: (
            <Facts
              items={[
                toMark > 0 && <ToMarkChip key="to-mark" count={toMark} />,
                t("quizzes.staff.submitted", { count: submitted }),
                running > 0 && t("quizzes.staff.running", { count: running }),
              ]}
            />
          ),
        }))}
      />
    </TeachPage>
  );
}
