import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { page } from "#app/http/page.server.ts";
import { titled } from "#app/http/page-title.ts";
import { useFormState } from "#app/http/typed.ts";
import { startReviewing } from "#app/modules/learning/assignments/staff/start-reviewing.server.ts";
import {
  getTaughtAssignment,
  listSubmissions,
} from "#app/modules/learning/assignments/staff/list-submissions.server.ts";
import { teachPath } from "#app/modules/learning/courses/paths.ts";
import { listCohortNames } from "#app/modules/learning/enrolment/list-cohort-names.server.ts";
import { getStaffAccessFor } from "#app/modules/learning/courses/staff-access.server.ts";
import { loadCohortChoice } from "#app/routes/learning/teach/frame/cohort-data.server.ts";
import { withOverview } from "#app/routes/learning/teach/frame/staff-page.server.ts";
import { TeachPage } from "#app/routes/learning/teach/frame/teach-page.tsx";
import { shownPercent } from "#app/routes/learning/labels.ts";
import { LateChip } from "#app/ui/elements/deadline.tsx";
import { Button, LinkButton } from "#app/ui/elements/buttons.tsx";
import { MarkingChip, markingStates } from "#app/ui/elements/marking-state.tsx";
import { EmptyState } from "#app/ui/elements/empty-state.tsx";
import { SelectField } from "#app/ui/forms/fields.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Pagination } from "#app/ui/elements/pagination.tsx";
import { DataTable } from "#app/ui/elements/tables.tsx";
import { UserText } from "#app/ui/text/user-text.tsx";
import { admitStaff } from "#app/routes/learning/teach/frame/admit.server.ts";

export const handle = { tool: true };

export const loader = page(async ({ actor, param, language, url }) => {
  const access = await withOverview(await getStaffAccessFor(actor, param("slug"), language));
  const assignment = await getTaughtAssignment(access, param("unit"), language);
  const { cohorts, cohort } = await loadCohortChoice(access, url);
  const show = ["open", "stuck"].find((one) => one === url.searchParams.get("show")) ?? null;
  const filter = { cohort: cohort?.id, show, next: url.searchParams.get("next") };
  const { rows, next } = await listSubmissions(access, assignment.unitId, filter);
  return { access, assignment, cohorts, cohort: cohort?.slug ?? "", show: show ?? "", rows, next };
});

const schema = z.object({ cohort: z.string().max(80).default("") });

export const action = form({ schema, admit: admitStaff }, async ({ cohort }, { param, language, access }) => {
  const { unitId } = await getTaughtAssignment(access, param("unit"), language);
  const cohortId = (await listCohortNames(access)).find(({ slug }) => slug === cohort)?.id ?? null;
  await startReviewing(access, unitId, { cohortId });
  return redirectWith(teachPath(param("slug"), `assignments/${param("unit")}/submissions`), {
    flash: "assignments.flash.reviewers_chosen",
  });
});

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  { title: titled(`${data?.assignment.title.text} · ${data?.access.course.title.text}`, matches) },
];

export default function Submissions() {
  const { t, format } = useI18n();
  const { access, assignment, cohorts, cohort, show, rows, next } = useLoaderData<typeof loader>();
  const form = useFormState();
  const { slug } = access.course;
  const address = teachPath(slug, `assignments/${assignment.slug}`);
  const options = cohorts.map((one) => ({ value: one.slug, label: one.name }));
  return (
    <TeachPage
      access={access}
      section="assignments"
      title={assignment.title.text}
      lang={assignment.title.language}
      trail={[{ label: t("assignments.list.title"), href: teachPath(slug, "assignments") }]}
      actions={access.mayEdit && <LinkButton href={address}>{t("assignments.settings.title")}</LinkButton>}
    >
      <FormProblems form={form} />
      <form method="get" className="filter-row">
        {cohorts.length > 0 && (
          <SelectField
            name="cohort"
            options={options}
            defaultValue={cohort}
            label={t("assignments.submissions.cohort")}
            placeholder={t("assignments.submissions.everybody")}
          />
        )}
        <SelectField
          name="show"
          label={t("assignments.submissions.show")}
          placeholder={t("assignments.submissions.all")}
          defaultValue={show}
          options={[
            { value: "open", label: t("assignments.submissions.open") },
            { value: "stuck", label: t(markingStates.toMark.label) },
          ]}
        />
        <Button>{t("assignments.button.filter")}</Button>
      </form>
      {rows.length === 0 ? (
        <EmptyState title={t("assignments.submissions.empty")}>{t("assignments.submissions.empty_next")}</EmptyState>
      ) : (
        <section className="section">
          <DataTable
            caption={t("assignments.submissions.title")}
            rows={rows}
            rowKey={({ id }) => id}
            columns={[
              {
                key: "name",
                label: t("assignments.submissions.who"),
                cell: (row) => (
                  <a href={`${address}/submissions/${row.id}`}>
                    <UserText>{row.teamName ?? row.name}</UserText>
                  </a>
                ),
              },
              {
                key: "when",
                label: t("assignments.submissions.when"),
                cell: ({ createdAt, isLate }) => (
                  <>
                    {format.dateTime(createdAt)} {isLate && <LateChip />}
                  </>
                ),
              },
              {
                key: "cohort",
                label: t("assignments.submissions.cohort"),
                cell: ({ cohort: name }) => (name ? <UserText>{name}</UserText> : "–"),
              },
              {
                key: "received",
                label: t("assignments.submissions.received"),
                cell: ({ received, coming }) => t("assignments.submissions.received_of", { received, coming }),
              },
              {
                key: "given",
                label: t("assignments.submissions.given"),
                cell: ({ given, toGive, lapsed }) =>
                  t("assignments.submissions.given_of", { given, open: toGive, lapsed }),
              },
              {
                key: "score",
                label: t("assignments.submissions.score"),
                cell: ({ percent, isSettled, isNotified }) =>
                  isSettled ? (
                    percent === null ? (
                      t("assignments.submissions.no_score")
                    ) : (
                      t("learning.course.percent", { percent: format.number(shownPercent(percent)) })
                    )
                  ) : (
                    <MarkingChip isSettled={false} isInReview={assignment.settings.reviews > 0 && !isNotified} />
                  ),
              },
            ]}
          />
        </section>
      )}
      <Pagination
        t={t}
        olderHref={next && `?${new URLSearchParams({ ...(cohort && { cohort }), ...(show && { show }), next })}`}
      />
      {assignment.settings.reviews > 0 && (
        <form method="post" className="form section stack">
          <h2>{t("assignments.start.title")}</h2>
          <p>{t("assignments.start.why")}</p>
          {cohorts.length > 0 && (
            <SelectField
              name="cohort"
              id={"start-cohort"}
              options={options}
              label={t("assignments.submissions.cohort")}
              placeholder={t("assignments.submissions.everybody")}
            />
          )}
          <Button>{t("assignments.start.button")}</Button>
        </form>
      )}
    </TeachPage>
  );
}
