import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { page } from "#app/http/page.server.ts";
import { titled } from "#app/http/page-title.ts";
import { useFormState } from "#app/http/typed.ts";
import { teachPath } from "#app/modules/learning/courses/paths.ts";
import { listCohorts } from "#app/modules/learning/enrolment/cohorts/list-cohorts.server.ts";
import { findCohortTarget, findPersonTarget } from "#app/modules/learning/dates/find-date-target.server.ts";
import { getDatedUnit } from "#app/modules/learning/dates/list-dated-units.server.ts";
import { listOverrides } from "#app/modules/learning/dates/list-overrides.server.ts";
import { saveBaseDates } from "#app/modules/learning/dates/save-base-dates.server.ts";
import { removeOverride, saveOverride } from "#app/modules/learning/dates/save-override.server.ts";
import { datesSchema } from "#app/modules/learning/dates/schemas.ts";
import { getStaffAccessFor } from "#app/modules/learning/courses/staff-access.server.ts";
import { BaseDatesForm, OverrideForm, TargetForm } from "./date-forms.tsx";
import { LimitLabel } from "./limit-labels.tsx";
import { Moment } from "#app/routes/learning/teach/frame/moment.tsx";
import { withOverview } from "#app/routes/learning/teach/frame/staff-page.server.ts";
import { TeachPage } from "#app/routes/learning/teach/frame/teach-page.tsx";
import { Button } from "#app/ui/elements/buttons.tsx";
import { Facts } from "#app/ui/elements/card-list.tsx";
import { EmptyState } from "#app/ui/elements/empty-state.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { DataTable } from "#app/ui/elements/tables.tsx";
import { UserText } from "#app/ui/text/user-text.tsx";
import { admitStaff } from "#app/routes/learning/teach/frame/admit.server.ts";

export const handle = { tool: true };

export const loader = page(async ({ actor, param, language, url }) => {
  const access = await withOverview(await getStaffAccessFor(actor, param("slug"), language));
  const unit = await getDatedUnit(access, param("unit"), language);
  const overrides = await listOverrides(access, unit.id);
  const cohorts = await listCohorts(access);
  const wish = (name: string) => (url.searchParams.get(name) ?? "").replaceAll("\u0000", "").trim().slice(0, 254);
  const [cohort, person] = [wish("cohort"), wish("person")];
  const target = person
    ? await findPersonTarget(access, person, { unitId: unit.id, overrides })
    : cohort
      ? await findCohortTarget(access, cohort, { base: unit, overrides })
      : null;
  return {
    access: { course: access.course, mayEdit: access.mayEdit, overview: access.overview },
    isTeam: access.cohortIds === null,
    unit,
    overrides,
    target,
    person,
    cohort,
    cohorts: cohorts.map(({ id, slug, name }) => ({ id, slug, name })),
  };
});

export const action = form({ schema: datesSchema, admit: admitStaff }, async (input, { param, language, access }) => {
  const unit = await getDatedUnit(access, param("unit"), language);
  if (input.intent === "base") await saveBaseDates(access, unit, input);
  else if (input.intent === "override") await saveOverride(access, unit, input);
  else await removeOverride(access, unit, input.override);
  const flash = input.intent === "remove" ? "enrolment.flash.removed" : "enrolment.flash.saved";
  return redirectWith(teachPath(param("slug"), `dates/${param("unit")}`), { flash });
});

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  { title: titled(`${data?.unit.title.text} · ${data?.access.course.title.text}`, matches) },
];

export default function UnitDates() {
  const { t } = useI18n();
  const data = useLoaderData<typeof loader>();
  const { access, isTeam, unit, target, person, cohort, cohorts } = data;
  const form = useFormState();
  const dates = teachPath(access.course.slug, "dates");
  const path = `${dates}/${unit.slug}`;
  const query = person
    ? `?person=${encodeURIComponent(person)}`
    : cohort
      ? `?cohort=${encodeURIComponent(cohort)}`
      : "";
  return (
    <TeachPage
      access={access}
      section="dates"
      title={unit.title.text}
      lang={unit.title.language}
      trail={[{ label: t("teach.nav.dates"), href: dates }]}
    >
      <FormProblems form={form} />
      {target ? (
        <OverrideForm action={`${path}${query}`} form={form} target={target} unit={unit} backHref={path} />
      ) : (
        <>
          {isTeam ? (
            <BaseDatesForm action={path} form={form} unit={unit} />
          ) : (
            <section className="stack">
              <h2>{t("enrolment.dates.base")}</h2>
              <LimitLabel limits={unit} kind={unit.kind} />
            </section>
          )}
          <section className="section stack">
            <h2>{t("enrolment.dates.exceptions")}</h2>
            <Overrides path={path} />
          </section>
          <TargetForm
            path={path}
            cohorts={cohorts}
            person={person}
            problem={query ? t("enrolment.error.nobody_here") : undefined}
          />
        </>
      )}
    </TeachPage>
  );
}

function Overrides({ path }: { path: string }) {
  const { t, format } = useI18n();
  const { overrides, unit, cohorts } = useLoaderData<typeof loader>();
  if (overrides.length === 0) return <EmptyState title={t("enrolment.dates.no_exceptions")} />;
  const slugs = new Map(cohorts.map(({ id, slug }) => [id, slug]));
  const hrefOf = ({ cohort, user }: (typeof overrides)[number]) =>
    user
      ? `${path}?person=${encodeURIComponent(user.handle)}`
      : `${path}?cohort=${encodeURIComponent(slugs.get(cohort?.id ?? "") ?? "")}`;
  return (
    <DataTable
      caption={t("enrolment.dates.exceptions")}
      hideCaption
      rows={overrides}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "who",
          label: t("enrolment.dates.whom"),
          cell: (one) => (
            <a href={hrefOf(one)}>
              <UserText>{one.user?.name ?? one.cohort?.name}</UserText>
            </a>
          ),
        },
        {
          key: "what",
          label: t("enrolment.dates.instead"),
          cell: (one) => <LimitLabel limits={one} kind={unit.kind} />,
        },
        {
          key: "reason",
          label: t("enrolment.dates.reason"),
          cell: ({ reason }) => (reason ? <UserText>{reason}</UserText> : "–"),
        },
        {
          key: "by",
          label: t("enrolment.dates.by"),
          cell: ({ createdBy, createdAt }) => (
            <Facts
              items={[
                createdBy && <UserText>{createdBy.name}</UserText>,
                <Moment key="at" at={createdAt} zone={format.zone} />,
              ]}
            />
          ),
        },
        {
          key: "remove",
          label: t("enrolment.column.step"),
          cell: ({ id, user, cohort }) => (
            <form method="post" action={path}>
              <input type="hidden" name="override" value={id} />
              <Button name="intent" value="remove">
                {t("enrolment.dates.remove")}
                <span className="visually-hidden"> {user?.name ?? cohort?.name}</span>
              </Button>
            </form>
          ),
        },
      ]}
    />
  );
}
