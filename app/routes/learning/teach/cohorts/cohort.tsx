import type { MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { page } from "#app/http/page.server.ts";
import { titled } from "#app/http/page-title.ts";
import { useFormState } from "#app/http/typed.ts";
import { teachPath } from "#app/modules/learning/courses/paths.ts";
import { getCohort } from "#app/modules/learning/enrolment/cohorts/get-cohort.server.ts";
import { listCohorts } from "#app/modules/learning/enrolment/cohorts/list-cohorts.server.ts";
import { changeMembers, listPeople } from "#app/modules/learning/enrolment/change-members.server.ts";
import { memberSchema } from "#app/modules/learning/enrolment/schemas.ts";
import { getStaffAccessFor } from "#app/modules/learning/courses/staff-access.server.ts";
import { Counts, countNames } from "#app/routes/learning/teach/frame/counts.tsx";
import { CohortFacts } from "./cohort-facts.tsx";
import { changedQuery, PeopleTable, readCounts } from "#app/routes/learning/teach/people/people-table.tsx";
import { askChange } from "#app/routes/learning/teach/people/ask-change.server.ts";
import { type AskedChange, ConfirmChange } from "#app/routes/learning/teach/people/confirm-change.tsx";
import { withOverview } from "#app/routes/learning/teach/frame/staff-page.server.ts";
import { TeachPage } from "#app/routes/learning/teach/frame/teach-page.tsx";
import { LinkButton } from "#app/ui/elements/buttons.tsx";
import { EmptyState } from "#app/ui/elements/empty-state.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Notice } from "#app/ui/elements/notices.tsx";
import { Pagination } from "#app/ui/elements/pagination.tsx";
import { admitToCohort } from "./admit-to-cohort.server.ts";

export const handle = { tool: true };

export const loader = page(async ({ actor, param, language, url }) => {
  const access = await withOverview(await getStaffAccessFor(actor, param("slug"), language));
  const cohort = await getCohort(access, param("cohort"));
  const before = url.searchParams.get("before");
  const { people, next } = await listPeople(access, { cohortId: cohort.id, before });
  const all = await listCohorts(access);
  const cohorts = all.filter(({ archivedAt }) => !archivedAt);
  return {
    access: { course: access.course, mayEdit: access.mayEdit, overview: access.overview },
    isTeam: access.cohortIds === null,
    counts: readCounts(url, countNames),
    cohorts: cohorts.map(({ id, name }) => ({ id, name })),
    cohort,
    size: all.find(({ id }) => id === cohort.id)?.people ?? 0,
    people,
    next,
  };
});

export const action = form(
  { schema: memberSchema, admit: admitToCohort },
  async (input, { param, access: { access, cohort } }) => {
    const change = input.intent === "leave" ? { ...input, cohort: cohort.id } : input;
    if (input.isAsked) return askChange(access, change);
    const changed = await changeMembers(access, change);
    return redirectWith(`${teachPath(param("slug"), `cohorts/${param("cohort")}`)}${changedQuery(changed)}`);
  },
);

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  { title: titled(`${data?.cohort.name} · ${data?.access.course.title.text}`, matches) },
];

export default function Cohort() {
  const { t } = useI18n();
  const { access, isTeam, counts, cohort, cohorts, size, people, next } = useLoaderData<typeof loader>();
  const form = useFormState();
  const { slug } = access.course;
  const path = teachPath(slug, `cohorts/${cohort.slug}`);
  const answer = useActionData() as { asked?: AskedChange } | undefined;
  if (answer?.asked)
    return (
      <TeachPage access={access} section="cohorts" title={<bdi>{cohort.name}</bdi>}>
        <ConfirmChange asked={answer.asked} action={path} />
      </TeachPage>
    );
  return (
    <TeachPage
      access={access}
      section="cohorts"
      title={<bdi>{cohort.name}</bdi>}
      trail={[{ label: t("teach.nav.cohorts"), href: teachPath(slug, "cohorts") }]}
      actions={<LinkButton href={`${path}/edit`}>{t("enrolment.cohort.edit")}</LinkButton>}
      aside={<CohortFacts cohort={cohort} path={path} people={size} />}
    >
      <FormProblems form={form} />
      <Counts counts={counts} />
      {cohort.archivedAt && <Notice>{t("enrolment.cohort.is_archived")}</Notice>}
      <section className="stack">
        <h2>{t("enrolment.cohort.roster")}</h2>
        {people.length === 0 ? (
          <EmptyState
            title={t("enrolment.cohort.empty")}
            actions={<LinkButton href={teachPath(slug, "people")}>{t("enrolment.cohort.add_people")}</LinkButton>}
          >
            {t("enrolment.cohort.empty_next")}
          </EmptyState>
        ) : (
          <PeopleTable
            caption={t("enrolment.cohort.roster")}
            people={people}
            action={path}
            form={form}
            cohorts={cohorts}
            cohortId={cohort.id}
            mayRemove={isTeam}
          />
        )}
        <Pagination t={t} olderHref={next && `${path}?before=${next}`} />
      </section>
    </TeachPage>
  );
}
