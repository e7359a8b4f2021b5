import { useLoaderData } from "@remix-run/react";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { page } from "#app/http/page.server.ts";
import { useFormState } from "#app/http/typed.ts";
import { countryName } from "#app/modules/accounts/countries.ts";
import { changeRole, listPeopleFor } from "#app/modules/accounts/records/list-people.server.ts";
import { peopleFilters } from "#app/modules/accounts/records/people-filters.ts";
import { changeRoleSchema } from "#app/modules/accounts/schemas.ts";
import { roleNames } from "#app/modules/accounts/role-labels.ts";
import { AdminPage } from "./frame/admin-page.tsx";
import { Chip } from "#app/ui/elements/badges.tsx";
import { Button, LinkButton } from "#app/ui/elements/buttons.tsx";
import { Face } from "#app/ui/elements/face.tsx";
import { EmptyState } from "#app/ui/elements/empty-state.tsx";
import { SelectField, TextField } from "#app/ui/forms/fields.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Pagination } from "#app/ui/elements/pagination.tsx";
import { DataTable } from "#app/ui/elements/tables.tsx";
import { requireRole } from "#app/modules/accounts/policy.ts";

export const handle = { tool: true };

export const loader = page(async ({ actor, url, language, t }) => {
  const search = url.searchParams.get("q") ?? "";
  const filter = peopleFilters.find((one) => one === url.searchParams.get("who")) ?? null;
  const { people, next } = await listPeopleFor(actor, { search, filter, before: url.searchParams.get("before") });
  const rows = people.map((person) => ({ ...person, countryName: countryName(person.country, language) }));
  return { title: t("admin.people.title"), search, filter, people: rows, next };
});

export const action = form(
  { schema: changeRoleSchema, admit: async ({ actor }) => requireRole(actor, ["administrator"]) },
  async (input, { access }) => {
    await changeRole(access, input);
    return redirectWith(`/admin/people/${input.handle}`, { flash: "admin.people.role_changed" });
  },
);

export const meta = pageTitle;

const filterLabels = {
  ...roleNames,
  suspended: "admin.people.suspended",
  unconfirmed: "admin.people.unconfirmed",
} as const;

export default function People() {
  const { t, format } = useI18n();
  const { title, search, filter, people, next } = useLoaderData<typeof loader>();
  const form = useFormState();
  const query = { ...(search && { q: search }), ...(filter && { who: filter }) };
  const older = next && `/admin/people?${new URLSearchParams({ ...query, before: next }).toString()}`;
  return (
    <AdminPage section="people" title={title} lede={t("admin.people.lede")}>
      <FormProblems form={form} />
      <form method="get" action="/admin/people" role="search" className="filter-row">
        <TextField
          name="q"
          type="search"
          label={t("admin.people.search")}
          aria-describedby="q-hint"
          defaultValue={search}
        />
        <SelectField
          name="who"
          label={t("admin.people.who")}
          placeholder={t("admin.people.everybody")}
          defaultValue={filter ?? ""}
          options={peopleFilters.map((one) => ({ value: one, label: t(filterLabels[one]) }))}
        />
        <Button>{t("admin.people.find")}</Button>
        <p className="hint" id="q-hint">
          {t("admin.people.search_hint")}
        </p>
      </form>
      {people.length === 0 && (
        <EmptyState
          title={t("admin.people.none")}
          actions={<LinkButton href="/admin/people">{t("admin.people.show_all")}</LinkButton>}
        >
          {t("admin.people.none_next")}
        </EmptyState>
      )}
      {people.length > 0 && (
        <DataTable
          caption={title}
          hideCaption
          rows={people}
          rowKey={(person) => person.id}
          columns={[
            {
              key: "name",
              label: t("ui.field.name"),
              cell: (person) => (
                <div className="person">
                  <Face
                    name={person.name}
                    handle={person.handle}
                    picture={person.isSuspended ? null : person.picture}
                  />
                  <div>
                    <a href={`/admin/people/${person.handle}`}>
                      <bdi>{person.name}</bdi>
                    </a>
                    <Address person={person} />
                  </div>
                </div>
              ),
            },
            { key: "country", label: t("ui.field.country"), cell: (person) => person.countryName },
            {
              key: "joined",
              label: t("admin.people.joined"),
              cell: (person) => <span className="nowrap">{format.date(person.createdAt)}</span>,
            },
            { key: "role", label: t("admin.people.role"), cell: (person) => <Standing person={person} /> },
          ]}
        />
      )}
      <Pagination t={t} olderHref={older} />
    </AdminPage>
  );
}

type Person = ReturnType<typeof useLoaderData<typeof loader>>["people"][number];

function Address({ person }: { person: Person }) {
  const { t } = useI18n();
  return (
    <div className="small soft address">
      <bdi dir="ltr">{person.email}</bdi>{" "}
      {!person.emailConfirmedAt && <Chip tone="warn">{t("admin.people.unconfirmed")}</Chip>}
    </div>
  );
}

function Standing({ person }: { person: Person }) {
  const { t } = useI18n();
  return (
    <>
      {t(roleNames[person.role])} {person.isSuspended && <Chip tone="bad">{t("admin.people.suspended")}</Chip>}
    </>
  );
}
