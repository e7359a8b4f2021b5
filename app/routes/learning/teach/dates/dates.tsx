import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { page } from "#app/http/page.server.ts";
import { titled } from "#app/http/page-title.ts";
import { teachPath } from "#app/modules/learning/courses/paths.ts";
import { findPersonSeen } from "#app/modules/learning/courses/visible-to-staff.server.ts";
import { listEffectiveLimits } from "#app/modules/learning/dates/get-effective-limits.server.ts";
import { listDatedUnits } from "#app/modules/learning/dates/list-dated-units.server.ts";
import { getStaffAccessFor } from "#app/modules/learning/courses/staff-access.server.ts";
import { LimitLabel } from "./limit-labels.tsx";
import { withOverview } from "#app/routes/learning/teach/frame/staff-page.server.ts";
import { TeachPage } from "#app/routes/learning/teach/frame/teach-page.tsx";
import { Button } from "#app/ui/elements/buttons.tsx";
import { EmptyState } from "#app/ui/elements/empty-state.tsx";
import { TextField } from "#app/ui/forms/fields.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { DataTable } from "#app/ui/elements/tables.tsx";

export const handle = { tool: true };

export const loader = page(async ({ actor, param, language, url, t }) => {
  const access = await withOverview(await getStaffAccessFor(actor, param("slug"), language));
  const units = await listDatedUnits(access, language);
  const search = (url.searchParams.get("person") ?? "").replaceAll("\u0000", "").trim().slice(0, 254);
  const person = search ? await findPersonSeen(access, search) : null;
  const limits = person ? await listEffectiveLimits(person.id, units) : null;
  return {
    title: t("teach.nav.dates"),
    access: { course: access.course, mayEdit: access.mayEdit, overview: access.overview },
    units,
    search,
    limits,
    person: person && { name: person.name, handle: person.handle },
  };
});

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  { title: titled(`${data?.title} · ${data?.access.course.title.text}`, matches) },
];

export default function Dates() {
  const { t } = useI18n();
  const { title, access, units, search, person, limits } = useLoaderData<typeof loader>();
  const path = teachPath(access.course.slug, "dates");
  const holds = person ? t("enrolment.dates.holds", { name: `\u2068${person.name}\u2069` }) : t("enrolment.dates.base");
  return (
    <TeachPage access={access} section="dates" title={title} lede={t("enrolment.dates.lede")}>
      <form method="get" action={path} role="search" className="form">
        <TextField
          name="person"
          label={t("enrolment.dates.person")}
          hint={t("enrolment.dates.person_hint")}
          error={search && !person ? t("enrolment.error.nobody_here") : undefined}
          defaultValue={search}
          dir="ltr"
        />
        <Button>{t("enrolment.dates.show")}</Button>
      </form>
      <section className="section stack">
        {units.length === 0 ? (
          <EmptyState title={t("enrolment.dates.no_units")} />
        ) : (
          <DataTable
            caption={holds}
            rows={units}
            rowKey={({ id }) => id}
            columns={[
              {
                key: "unit",
                label: t("enrolment.dates.unit"),
                cell: ({ slug, title: name }) => (
                  <a href={`${path}/${slug}${person ? `?person=${encodeURIComponent(person.handle)}` : ""}`}>
                    <bdi lang={name.language}>{name.text}</bdi>
                  </a>
                ),
              },
              {
                key: "holds",
                label: holds,
                cell: (unit) => <LimitLabel limits={limits?.[unit.id] ?? unit} kind={unit.kind} />,
              },
              {
                key: "overrides",
                label: t("enrolment.dates.exceptions"),
                numeric: true,
                cell: ({ overrides }) => overrides,
              },
            ]}
          />
        )}
      </section>
    </TeachPage>
  );
}
