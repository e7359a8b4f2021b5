import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { smallFile } from "#app/http/bodies/small-file.server.ts";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { page } from "#app/http/page.server.ts";
import { titled } from "#app/http/page-title.ts";
import { useFormState } from "#app/http/typed.ts";
import { teachPath } from "#app/modules/learning/courses/paths.ts";
import { listCohorts } from "#app/modules/learning/enrolment/cohorts/list-cohorts.server.ts";
import { decodeText } from "#app/modules/learning/enrolment/roster/decode-text.ts";
import { listRosterRuns, requestRoster } from "#app/modules/learning/enrolment/roster/request-roster.server.ts";
import { rosterSchema } from "#app/modules/learning/enrolment/schemas.ts";
import { getStaffAccessFor } from "#app/modules/learning/courses/staff-access.server.ts";
import { CohortField, MailLanguageField } from "./mail-fields.tsx";
import { RosterState } from "./roster-state.tsx";
import { withOverview } from "#app/routes/learning/teach/frame/staff-page.server.ts";
import { TeachPage } from "#app/routes/learning/teach/frame/teach-page.tsx";
import { Button } from "#app/ui/elements/buttons.tsx";
import { EmptyState } from "#app/ui/elements/empty-state.tsx";
import { TextArea, TextField } from "#app/ui/forms/fields.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { DataTable } from "#app/ui/elements/tables.tsx";
import { UserText } from "#app/ui/text/user-text.tsx";
import { admitStaff } from "#app/routes/learning/teach/frame/admit.server.ts";

export const handle = { tool: true };

export const loader = page(async ({ actor, param, language, t }) => {
  const access = await withOverview(await getStaffAccessFor(actor, param("slug"), language));
  const cohorts = (await listCohorts(access)).filter(({ archivedAt }) => !archivedAt);
  return {
    title: t("enrolment.nav.import"),
    access: { course: access.course, mayEdit: access.mayEdit, overview: access.overview },
    cohorts: cohorts.map(({ id, name }) => ({ value: id, label: name })),
    runs: await listRosterRuns(access),
  };
});

/** A list of some ten thousand people, as a file or pasted. */
const largestRoster = { whole: 2 * 1024 * 1024, field: 1_000_000, text: 1_010_000 };

export const action = form(
  {
    schema: rosterSchema,
    body: smallFile({ field: "file" }),
    limits: largestRoster,
    admit: admitStaff,
  },
  async (input, { access, param, t }, file) => {
    const text = file ? decodeText(file.bytes) : input.text;
    const source = file?.name || t("enrolment.roster.pasted");
    const { cohort, language: theirs } = input;
    const { id } = await requestRoster(access, { text, source, cohortId: cohort, language: theirs });
    return redirectWith(teachPath(param("slug"), `people/import/${id}`));
  },
);

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  { title: titled(`${data?.title} · ${data?.access.course.title.text}`, matches) },
];

export default function Roster() {
  const { t } = useI18n();
  const { title, access, cohorts, runs } = useLoaderData<typeof loader>();
  const form = useFormState();
  const { slug } = access.course;
  return (
    <TeachPage
      access={access}
      section="people/import"
      title={title}
      lede={t("enrolment.roster.lede")}
      trail={[{ label: t("enrolment.people.title"), href: teachPath(slug, "people") }]}
    >
      <FormProblems form={form} />
      <form method="post" action={teachPath(slug, "people/import")} encType="multipart/form-data" className="form">
        <TextField
          type="file"
          name="file"
          accept=".csv,.txt,.tsv,text/csv,text/plain"
          label={t("enrolment.roster.file")}
          hint={t("enrolment.roster.file_hint")}
          error={form.error("file")}
        />
        <TextArea
          name="text"
          label={t("enrolment.roster.text")}
          hint={t("enrolment.roster.text_hint")}
          optional={t("enrolment.optional")}
          dir="ltr"
          rows={5}
          spellCheck={false}
          defaultValue={form.value("text")}
          error={form.error("text")}
        />
        <CohortField form={form} cohorts={cohorts} label={t("enrolment.roster.cohort")} />
        <MailLanguageField form={form} />
        <Button variant="primary">{t("enrolment.roster.send")}</Button>
      </form>
      <section className="section stack">
        <h2>{t("enrolment.roster.runs")}</h2>
        {runs.length === 0 ? <EmptyState title={t("enrolment.roster.no_runs")} /> : <Runs />}
      </section>
    </TeachPage>
  );
}

function Runs() {
  const { t, format } = useI18n();
  const { access, runs } = useLoaderData<typeof loader>();
  return (
    <DataTable
      caption={t("enrolment.roster.runs")}
      hideCaption
      rows={runs}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "source",
          label: t("enrolment.roster.source"),
          cell: ({ id, source }) => (
            <a href={teachPath(access.course.slug, `people/import/${id}`)}>
              <UserText>{source}</UserText>
            </a>
          ),
        },
        { key: "when", label: t("enrolment.roster.when"), cell: ({ createdAt }) => format.dateTime(createdAt) },
        {
          key: "who",
          label: t("enrolment.roster.who"),
          cell: ({ actor }) => (actor ? <UserText>{actor.name}</UserText> : "–"),
        },
        { key: "rows", label: t("enrolment.roster.rows"), numeric: true, cell: ({ total }) => format.number(total) },
        { key: "state", label: t("enrolment.column.state"), cell: ({ state }) => <RosterState state={state} /> },
      ]}
    />
  );
}
