import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { page } from "#app/http/page.server.ts";
import type { GradeCell } from "#app/modules/learning/grades/load-grade-cells.server.ts";
import { getGradebook, type GradebookPerson } from "#app/modules/learning/grades/get-gradebook.server.ts";
import { teachPath } from "#app/modules/learning/courses/paths.ts";
import { getStaffAccessFor } from "#app/modules/learning/courses/staff-access.server.ts";
import { gradeLabels } from "#app/modules/learning/grades/state-labels.ts";
import { loadCohortChoice } from "#app/routes/learning/teach/frame/cohort-data.server.ts";
import { CohortChoice } from "#app/routes/learning/teach/frame/cohort-choice.tsx";
import { withOverview } from "#app/routes/learning/teach/frame/staff-page.server.ts";
import { TeachPage } from "#app/routes/learning/teach/frame/teach-page.tsx";
import { shownPercent } from "#app/routes/learning/labels.ts";
import { LinkButton } from "#app/ui/elements/buttons.tsx";
import { EmptyState } from "#app/ui/elements/empty-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Pagination } from "#app/ui/elements/pagination.tsx";
import { type Column, DataTable } from "#app/ui/elements/tables.tsx";
import { UserText } from "#app/ui/text/user-text.tsx";

export const handle = { tool: true };

export const loader = page(async ({ actor, param, language, url, t }) => {
  const access = await withOverview(await getStaffAccessFor(actor, param("slug"), language));
  const { cohorts, cohort } = await loadCohortChoice(access, url);
  const wish = { language, cohortId: cohort?.id ?? null, after: url.searchParams.get("after") };
  return { title: t("grades.book.title"), access, cohorts, cohort, ...(await getGradebook(access, wish)) };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title} · ${data?.access.course.title.text} · Crossroads` },
];

export default function Grades() {
  const { t } = useI18n();
  const { title, access, cohorts, cohort, units, people, next } = useLoaderData<typeof loader>();
  const { slug } = access.course;
  const query = new URLSearchParams(cohort ? { cohort: cohort.slug } : {});
  const columns: Column<GradebookPerson>[] = [
    { key: "name", label: t("grades.table.name"), cell: ({ name }) => <UserText>{name}</UserText> },
    ...units.map((unit, index): Column<GradebookPerson> => ({
      key: unit.id,
      label: (
        <>
          <bdi lang={unit.title.language}>{unit.title.text}</bdi>
          {unit.isHidden && <span className="small soft"> ({t("grades.book.hidden")})</span>}
        </>
      ),
      numeric: true,
      cell: ({ cells, handle, name }) => (
        <CellLink
          cell={cells[index]!}
          href={teachPath(slug, `grades/${handle}/${unit.slug}`)}
          label={`${name}, ${unit.title.text}`}
        />
      ),
    })),
    {
      key: "course",
      label: t("grades.table.course"),
      numeric: true,
      cell: ({ grade }) => <Total percent={grade.percent} />,
    },
  ];
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
        // As many columns as graded units: it scrolls by itself, by keyboard too.
        <div className="wide-table" role="region" aria-label={title} tabIndex={0}>
          <DataTable caption={title} hideCaption rows={people} rowKey={({ userId }) => userId} columns={columns} />
        </div>
      )}
      <Pagination
        t={t}
        olderHref={next && `${teachPath(slug, "grades")}?${new URLSearchParams([...query, ["after", next]])}`}
        olderLabel={t("grades.book.next")}
      />
    </TeachPage>
  );
}

function CellLink({ cell, href, label }: { cell: GradeCell; href: string; label: string }) {
  const { t, format } = useI18n();
  const words =
    cell.state === "graded"
      ? t("learning.course.percent", { percent: format.number(shownPercent(cell.percent!)) })
      : t(gradeLabels[cell.state]);
  return (
    <a href={href} aria-label={`${label}: ${words}`}>
      {words}
      {cell.isOverridden && <span aria-hidden="true"> *</span>}
    </a>
  );
}

function Total({ percent }: { percent: number | null }) {
  const { t, format } = useI18n();
  return (
    <>{percent === null ? "–" : t("learning.course.percent", { percent: format.number(shownPercent(percent)) })}</>
  );
}
