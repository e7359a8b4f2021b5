import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { page } from "#app/http/page.server.ts";
import { titled } from "#app/http/page-title.ts";
import { zonedMoment } from "#app/i18n/zone-name.ts";
import { countryName, countryOrder } from "#app/modules/accounts/countries.ts";
import type { ReportRow } from "#app/modules/learning/grades/report.ts";
import { quietDays } from "#app/modules/learning/grades/count-course-report.server.ts";
import { type BehindPerson, getRecentCourseReport } from "#app/modules/learning/grades/get-course-report.server.ts";
import { teachPath } from "#app/modules/learning/courses/paths.ts";
import { getStaffAccessFor } from "#app/modules/learning/courses/staff-access.server.ts";
import { loadCohortChoice } from "#app/routes/learning/teach/frame/cohort-data.server.ts";
import { CohortChoice } from "#app/routes/learning/teach/frame/cohort-choice.tsx";
import { withOverview } from "#app/routes/learning/teach/frame/staff-page.server.ts";
import { TeachPage } from "#app/routes/learning/teach/frame/teach-page.tsx";
import { EmptyState } from "#app/ui/elements/empty-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Deadline } from "#app/ui/elements/deadline.tsx";
import { DataTable } from "#app/ui/elements/tables.tsx";
import { Time } from "#app/ui/text/time.tsx";
import { UserText } from "#app/ui/text/user-text.tsx";

export const handle = { tool: true };

export const loader = page(async ({ actor, param, language, url, t }) => {
  const access = await withOverview(await getStaffAccessFor(actor, param("slug"), language));
  const { cohorts, cohort } = await loadCohortChoice(access, url);
  const report = await getRecentCourseReport(access, { language, cohortId: cohort?.id ?? null });
  return { title: t("grades.report.title"), access, cohorts, cohort, report, quietDays };
});

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  { title: titled(`${data?.title} · ${data?.access.course.title.text}`, matches) },
];

export default function Reports() {
  const { t, format, language } = useI18n();
  const { title, access, cohorts, cohort, report } = useLoaderData<typeof loader>();
  const { all, byCountry, byInstitution } = report;
  const inOrder = countryOrder(language);
  return (
    <TeachPage
      access={access}
      section="reports"
      title={title}
      lede={t("grades.report.lede", { people: all.people, begun: all.begun, completed: all.completed })}
    >
      <CohortChoice cohorts={cohorts} chosen={cohort?.slug ?? ""} />
      <p className="small soft">{t("grades.report.as_of", { time: zonedMoment(format, report.at) })}</p>
      <Behind />
      <section className="section stack">
        <h2>{t("grades.report.by_country")}</h2>
        <Rows
          caption={t("grades.report.by_country")}
          rows={byCountry.toSorted((a, b) => inOrder(a.key, b.key))}
          label={t("grades.table.country")}
          name={({ key }) => (key ? countryName(key, language) : t("grades.report.unknown"))}
        />
      </section>
      <section className="section stack">
        <h2>{t("grades.report.by_institution")}</h2>
        <Rows
          caption={t("grades.report.by_institution")}
          rows={byInstitution}
          label={t("grades.table.institution")}
          name={({ key }) => (key ? <UserText>{key}</UserText> : t("grades.report.unknown"))}
        />
      </section>
    </TeachPage>
  );
}

function Behind() {
  const { t, format, language } = useI18n();
  const { access, report, quietDays: days } = useLoaderData<typeof loader>();
  const { slug } = access.course;
  return (
    <section className="section stack">
      <h2>{t("grades.report.behind")}</h2>
      <p className="measure soft">{t("grades.report.behind_text", { days })}</p>
      {report.behind.length === 0 ? (
        <EmptyState title={t("grades.report.nobody_behind")} />
      ) : (
        <DataTable
          caption={t("grades.report.behind")}
          hideCaption
          rows={report.behind}
          rowKey={({ userId }) => userId}
          columns={[
            { key: "name", label: t("grades.table.name"), cell: ({ name }) => <UserText>{name}</UserText> },
            { key: "country", label: t("grades.table.country"), cell: ({ country }) => countryName(country, language) },
            {
              key: "percent",
              label: t("grades.table.progress"),
              numeric: true,
              cell: ({ percent }) => t("learning.course.percent", { percent }),
            },
            {
              key: "last",
              label: t("grades.report.last"),
              cell: ({ lastActivityAt }) =>
                lastActivityAt ? (
                  <Time iso={lastActivityAt.toISOString()} text={format.date(lastActivityAt)} />
                ) : (
                  t("grades.report.never")
                ),
            },
            {
              key: "overdue",
              label: t("grades.report.overdue"),
              cell: (person) => <Overdue person={person} slug={slug} />,
            },
          ]}
        />
      )}
    </section>
  );
}

function Overdue({ person, slug }: { person: BehindPerson; slug: string }) {
  if (person.overdue.length === 0) return <>–</>;
  return (
    <ul role="list">
      {person.overdue.map((unit) => (
        <li key={unit.slug}>
          <a href={teachPath(slug, `dates?person=${person.handle}`)}>
            <bdi lang={unit.title.language}>{unit.title.text}</bdi>
          </a>{" "}
          <span className="small soft">
            <Deadline what="due" at={unit.dueAt} isOwed />
          </span>
        </li>
      ))}
    </ul>
  );
}

type RowsProps = { caption: string; rows: ReportRow[]; label: string; name: (row: ReportRow) => ReactNode };

function Rows({ caption, rows, label, name }: RowsProps) {
  const { t, format } = useI18n();
  return (
    <DataTable
      caption={caption}
      hideCaption
      rows={rows}
      rowKey={({ key }) => key || "-"}
      columns={[
        { key: "name", label, cell: name },
        { key: "people", label: t("grades.report.people"), numeric: true, cell: ({ people }) => format.number(people) },
        { key: "begun", label: t("grades.report.begun"), numeric: true, cell: ({ begun }) => format.number(begun) },
        {
          key: "completed",
          label: t("grades.report.completed"),
          numeric: true,
          cell: ({ completed }) => format.number(completed),
        },
        {
          key: "percent",
          label: t("grades.report.mean"),
          numeric: true,
          cell: ({ percent }) => t("learning.course.percent", { percent }),
        },
      ]}
    />
  );
}
