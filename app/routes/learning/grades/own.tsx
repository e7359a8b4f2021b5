import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { page } from "#app/http/page.server.ts";
import { titled } from "#app/http/page-title.ts";
import { getOwnGrades, type OwnGrade } from "#app/modules/learning/grades/get-own-grades.server.ts";
import { coursePath, unitPath } from "#app/modules/learning/courses/paths.ts";
import { GradeState } from "./grade-state.tsx";
import { shownPercent } from "#app/routes/learning/labels.ts";
import { LinkButton } from "#app/ui/elements/buttons.tsx";
import { EmptyState } from "#app/ui/elements/empty-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { DataTable } from "#app/ui/elements/tables.tsx";
import { UserText } from "#app/ui/text/user-text.tsx";

export const loader = page(async ({ actor, param, language, t }) => {
  const own = await getOwnGrades(actor, param("slug"), { language });
  return { heading: t("grades.own.title"), ...own };
});

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  { title: titled(`${data?.heading} · ${data?.course.title.text}`, matches) },
];

export default function OwnGrades() {
  const { t, format } = useI18n();
  const { heading, course, grades, grade } = useLoaderData<typeof loader>();
  const percentWords = (percent: number) =>
    t("learning.course.percent", { percent: format.number(shownPercent(percent)) });
  return (
    <Page>
      <PageHeader
        t={t}
        title={heading}
        breadcrumbs={[
          { label: t("learning.courses.title"), href: "/courses" },
          { label: course.title.text, href: coursePath(course.slug) },
        ]}
        lede={
          grade.percent === null
            ? t("grades.own.none_yet")
            : t("grades.own.total", {
                percent: percentWords(grade.percent),
                counted: grade.counted,
                total: grade.total,
              })
        }
      />
      {grades.length === 0 ? (
        <EmptyState
          title={t("grades.own.empty")}
          actions={<LinkButton href={coursePath(course.slug)}>{t("grades.own.back")}</LinkButton>}
        />
      ) : (
        <DataTable
          caption={heading}
          hideCaption
          rows={grades}
          rowKey={({ unit }) => unit.id}
          columns={[
            {
              key: "unit",
              label: t("grades.table.unit"),
              cell: ({ unit }) => (
                <a href={unitPath(course.slug, unit.slug)}>
                  <bdi lang={unit.title.language}>{unit.title.text}</bdi>
                </a>
              ),
            },
            { key: "grade", label: t("grades.table.grade"), numeric: true, cell: (own) => <Grade own={own} /> },
            ...(grades.some(({ reason }) => reason)
              ? [{ key: "reason", label: t("grades.own.remark"), cell: (own: OwnGrade) => <Remark own={own} /> }]
              : []),
          ]}
        />
      )}
      <section className="section">
        <p className="measure small soft">{t("grades.own.how")}</p>
      </section>
    </Page>
  );
}

function Remark({ own: { reason } }: { own: OwnGrade }) {
  return reason ? <UserText>{reason}</UserText> : null;
}

function Grade({ own: { state, percent, isInReview } }: { own: OwnGrade }) {
  const { t, format } = useI18n();
  if (state === "graded" && percent !== null) {
    return <>{t("learning.course.percent", { percent: format.number(shownPercent(percent)) })}</>;
  }
  return <GradeState state={state} isInReview={isInReview} />;
}
