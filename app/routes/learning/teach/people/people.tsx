import type { MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { page } from "#app/http/page.server.ts";
import { titled } from "#app/http/page-title.ts";
import { useFormState } from "#app/http/typed.ts";
import { teachPath } from "#app/modules/learning/courses/paths.ts";
import { listCohorts } from "#app/modules/learning/enrolment/cohorts/list-cohorts.server.ts";
import { changeMembers, listPeople } from "#app/modules/learning/enrolment/change-members.server.ts";
import { peopleStates } from "#app/modules/learning/enrolment/people-states.ts";
import { memberSchema } from "#app/modules/learning/enrolment/schemas.ts";
import { findLostLetters, listLostNames } from "#app/modules/certificates/list-lost-names.server.ts";
import { getStaffAccessFor } from "#app/modules/learning/courses/staff-access.server.ts";
import { Counts, countNames } from "#app/routes/learning/teach/frame/counts.tsx";
import { askChange } from "./ask-change.server.ts";
import { type AskedChange, ConfirmChange } from "./confirm-change.tsx";
import { LostNames } from "./lost-names.tsx";
import { changedQuery, PeopleTable, readCounts } from "./people-table.tsx";
import { withOverview } from "#app/routes/learning/teach/frame/staff-page.server.ts";
import { TeachPage } from "#app/routes/learning/teach/frame/teach-page.tsx";
import { Button, LinkButton } from "#app/ui/elements/buttons.tsx";
import { CohortFacts } from "#app/ui/elements/cohort-state.tsx";
import { EmptyState } from "#app/ui/elements/empty-state.tsx";
import { SelectField, TextField } from "#app/ui/forms/fields.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Pagination } from "#app/ui/elements/pagination.tsx";
import { admitStaff } from "#app/routes/learning/teach/frame/admit.server.ts";

export const handle = { tool: true };

export const loader = page(async ({ actor, param, language, url, t }) => {
  const access = await withOverview(await getStaffAccessFor(actor, param("slug"), language));
  const search = (url.searchParams.get("q") ?? "").replaceAll("\u0000", "").trim();
  const before = url.searchParams.get("before");
  const lostNames = url.searchParams.get("names") === "lost" ? await listLostNames(access, { before }) : null;
  const cohorts = (await listCohorts(access)).filter(({ archivedAt }) => !archivedAt);
  const chosen = cohorts.find(({ slug }) => slug === url.searchParams.get("cohort")) ?? null;
  const state = peopleStates.find((one) => one === url.searchParams.get("state")) ?? null;
  const wish = { search, state, cohortId: chosen?.id ?? null, before };
  const { people, next } = lostNames ? { people: [], next: null } : await listPeople(access, wish);
  return {
    title: t("enrolment.people.title"),
    access: { course: access.course, mayEdit: access.mayEdit, overview: access.overview },
    isTeam: access.cohortIds === null,
    counts: readCounts(url, countNames),
    people,
    lost: await findLostLetters(
      access,
      people.map(({ userId }) => userId),
    ),
    lostNames,
    next,
    search,
    state,
    chosen: chosen?.slug ?? "",
    cohorts,
  };
});

export const action = form({ schema: memberSchema, admit: admitStaff }, async (input, { param, access }) => {
  if (input.isAsked) return askChange(access, input);
  const changed = await changeMembers(access, input);
  return redirectWith(`${teachPath(param("slug"), "people")}${changedQuery(changed)}`);
});

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  { title: titled(`${data?.title} · ${data?.access.course.title.text}`, matches) },
];

const stateLabels = {
  fresh: "enrolment.people.state_fresh",
  begun: "enrolment.people.state_begun",
  completed: "enrolment.people.completed",
} as const;

export default function People() {
  const { t } = useI18n();
  const { title, access, isTeam, counts, people, lost, lostNames, next, search, state, chosen, cohorts } =
    useLoaderData<typeof loader>();
  const form = useFormState();
  const { slug } = access.course;
  const path = teachPath(slug, "people");
  const query = { ...(search && { q: search }), ...(chosen && { cohort: chosen }), ...(state && { state }) };
  const cohort = cohorts.find(({ slug: one }) => one === chosen);
  const isNarrowed = Object.keys(query).length > 0;
  const answer = useActionData() as { asked?: AskedChange } | undefined;
  if (answer?.asked)
    return (
      <TeachPage access={access} section="people" title={title}>
        <ConfirmChange asked={answer.asked} action={path} />
      </TeachPage>
    );
  if (lostNames)
    return (
      <TeachPage access={access} section="people?names=lost" title={title}>
        <LostNames {...lostNames} path={path} />
      </TeachPage>
    );
  return (
    <TeachPage access={access} section="people" title={title} lede={t("enrolment.people.lede")}>
      <FormProblems form={form} />
      <Counts counts={counts} />
      <form method="get" action={path} role="search" className="filter-row">
        <TextField
          name="q"
          type="search"
          label={t("enrolment.people.search")}
          aria-describedby="q-hint"
          defaultValue={search}
        />
        {cohorts.length > 0 && (
          <SelectField
            name="cohort"
            id="in-cohort"
            label={t("enrolment.field.cohort")}
            placeholder={t("teach.cohort.everybody")}
            defaultValue={chosen}
            options={cohorts.map(({ slug: value, name }) => ({ value, label: name }))}
          />
        )}
        <SelectField
          name="state"
          label={t("enrolment.people.state")}
          placeholder={t("teach.cohort.everybody")}
          defaultValue={state ?? ""}
          options={peopleStates.map((value) => ({ value, label: t(stateLabels[value]) }))}
        />
        <Button>{t("enrolment.people.find")}</Button>
        <p className="hint" id="q-hint">
          {t("enrolment.people.search_hint")}
        </p>
      </form>
      {cohort && <CohortFacts cohort={cohort} />}
      <section className="section stack">
        {people.length === 0 ? (
          <EmptyState
            title={isNarrowed ? t("enrolment.people.none_found") : t("enrolment.people.empty")}
            actions={
              <LinkButton href={teachPath(slug, "people/invitations")}>{t("enrolment.people.invite")}</LinkButton>
            }
          />
        ) : (
          <PeopleTable
            caption={title}
            people={people}
            action={path}
            form={form}
            cohorts={cohorts}
            mayRemove={isTeam}
            lost={lost}
          />
        )}
        <Pagination t={t} olderHref={next && `${path}?${new URLSearchParams({ ...query, before: next }).toString()}`} />
      </section>
    </TeachPage>
  );
}
