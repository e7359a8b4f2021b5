import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { page } from "#app/http/page.server.ts";
import { titled } from "#app/http/page-title.ts";
import { countToMark } from "#app/modules/learning/grades/count-to-mark.server.ts";
import { getGradebook } from "#app/modules/learning/grades/get-gradebook.server.ts";
import { teachPath } from "#app/modules/learning/courses/paths.ts";
import { getStaffAccessFor } from "#app/modules/learning/courses/staff-access.server.ts";
import { loadCohortChoice } from "#app/routes/learning/teach/frame/cohort-data.server.ts";
import { CohortChoice } from "#app/routes/learning/teach/frame/cohort-choice.tsx";
import { withOverview } from "#app/routes/learning/teach/frame/staff-page.server.ts";
import { TeachPage } from "#app/routes/learning/teach/frame/teach-page.tsx";
import { GradeTable } from "./grade-table.tsx";
import { LinkButton } from "#app/ui/elements/buttons.tsx";
import { EmptyState } from "#app/ui/elements/empty-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Pagination } from "#app/ui/elements/pagination.tsx";

export const handle = { tool: true };

export const loader = page(async ({ actor, param, language, url, t }) => {
  const staff = await getStaffAccessFor(actor, param("slug"), language);
  const [access, { cohorts, cohort }] = await Promise.all([withOverview(staff), loadCohortChoice(staff, url)]);
  const wish = { language, cohortId: cohort?.id ?? null, after: url.searchParams.get("after") };
  const [toMark, gradebook] = await Promise.all([countToMark(access, wish), getGradebook(access, wish)]);
  return { title: t("grades.book.title"), access, cohorts, cohort, toMark, ...gradebook };
});

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  { title: titled(`${data?.title} · ${data?.access.course.title.text}`, matches) },
];

export default function Grades() {
  const { t } = useI18n();
  const { title, access, cohorts, cohort, toMark, units, people, next } = useLoaderData<typeof loader>();
  const { slug } = access.course;
  const query = new URLSearchParams(cohort ? { cohort: cohort.slug } : {});
  return (
    <TeachPage
      access={access}
      section="grades"
      title={title}
      lede={t("grades.book.lede")}
      actions={
        <LinkButton href={`${teachPath(slug, "grades/export.csv")}?${query}`}>{t("grades.book.export")}</LinkButton>
      }
    >
      <CohortChoice cohorts={cohorts} chosen={cohort?.slug ?? ""} />
      {people.length === 0 ? (
        <EmptyState title={t("grades.book.empty")}>{t("grades.book.empty_next")}</EmptyState>
      ) : (
        <GradeTable caption={title} courseSlug={slug} units={units} people={people} toMark={toMark} />
      )}
      <Pagination
        t={t}
        olderHref={next && `${teachPath(slug, "grades")}?${new URLSearchParams([...query, ["after", next]])}`}
        olderLabel={t("grades.book.next")}
      />
    </TeachPage>
  );
}
