import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { page } from "#app/http/page.server.ts";
import { useFormState } from "#app/http/typed.ts";
import { roles } from "#app/modules/accounts/actor.ts";
import { countryName } from "#app/modules/accounts/countries.ts";
import { changeRole, listPeopleFor } from "#app/modules/accounts/list-people.server.ts";
import { changeRoleSchema } from "#app/modules/accounts/schemas.ts";
import { roleNames } from "#app/modules/accounts/role-labels.ts";
import { Chip } from "#app/ui/elements/badges.tsx";
import { Button } from "#app/ui/elements/buttons.tsx";
import { SelectField, TextField } from "#app/ui/forms/fields.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { Pagination } from "#app/ui/elements/pagination.tsx";
import { DataTable } from "#app/ui/elements/tables.tsx";
import { requireRole } from "#app/modules/accounts/policy.ts";

export const loader = page(async ({ actor, url, language, t }) => {
  const search = url.searchParams.get("q") ?? "";
  const { people, next } = await listPeopleFor(actor, { search, before: url.searchParams.get("before") });
  const rows = people.map((person) => ({ ...person, countryName: countryName(person.country, language) }));
  return { title: t("admin.people.title"), search, people: rows, next, self: actor?.handle };
});

export const action = form(
  { schema: changeRoleSchema, admit: async ({ actor }) => requireRole(actor, ["administrator"]) },
  async (input, { access }) => {
    await changeRole(access, input);
    return redirectWith("/admin/people", { flash: "admin.people.role_changed" });
  },
);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title} · Crossroads` }];

export default function People() {
  const { t, format } = useI18n();
  const { title, search, people, next } = useLoaderData<typeof loader>();
  const form = useFormState();
  const older = next && `/admin/people?${new URLSearchParams({ q: search, before: next }).toString()}`;
  return (
    <Page>
      <PageHeader title={title} t={t} breadcrumbs={[{ label: t("admin.index.title"), href: "/admin" }]} />
      <FormProblems form={form} />
      <form method="get" action="/admin/people" role="search" className="stack">
        <TextField
          name="q"
          type="search"
          label={t("admin.people.search")}
          hint={t("admin.people.search_hint")}
          defaultValue={search}
        />
        <Button>{t("admin.people.find")}</Button>
      </form>
      <DataTable
        caption={title}
        hideCaption
        rows={people}
        rowKey={(person) => person.id}
        columns={[
          {
            key: "name",
            label: t("accounts.field.name"),
            cell: (person) => (
              <a href={`/people/${person.handle}`}>
                <bdi>{person.name}</bdi>
              </a>
            ),
          },
          { key: "email", label: t("accounts.field.email"), cell: (person) => <Address person={person} /> },
          { key: "country", label: t("accounts.field.country"), cell: (person) => person.countryName },
          { key: "joined", label: t("admin.people.joined"), cell: (person) => format.date(person.createdAt) },
          { key: "role", label: t("admin.people.role"), cell: (person) => <RoleForm person={person} /> },
        ]}
      />
      <Pagination t={t} olderHref={older} />
    </Page>
  );
}

type Person = ReturnType<typeof useLoaderData<typeof loader>>["people"][number];

function Address({ person }: { person: Person }) {
  const { t } = useI18n();
  return (
    <>
      <bdi>{person.email}</bdi> {!person.emailConfirmedAt && <Chip tone="warn">{t("admin.people.unconfirmed")}</Chip>}
    </>
  );
}

function RoleForm({ person }: { person: Person }) {
  const { t } = useI18n();
  const { self } = useLoaderData<typeof loader>();
  if (person.handle === self) return <>{t(roleNames[person.role])}</>;
  return (
    <form method="post" action="/admin/people" className="cluster">
      <input type="hidden" name="handle" value={person.handle} />
      <SelectField
        name="role"
        id={`role-${person.handle}`}
        label={<span className="visually-hidden">{t("admin.people.role_of", { name: person.name })}</span>}
        defaultValue={person.role}
        options={roles.map((role) => ({ value: role, label: t(roleNames[role]) }))}
      />
      <Button>{t("admin.people.change")}</Button>
    </form>
  );
}
