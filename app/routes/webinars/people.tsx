import { useLoaderData } from "@remix-run/react";
import { page } from "#app/http/page.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { countryName } from "#app/modules/accounts/countries.ts";
import { publicIdOf } from "#app/modules/webinars/get-webinar.server.ts";
import { listRegisteredFor } from "#app/modules/webinars/list-registered.server.ts";
import { webinarPath } from "#app/modules/webinars/paths.ts";
import { webinarState } from "#app/modules/webinars/policy.ts";
import { EmptyState } from "#app/ui/elements/empty-state.tsx";
import { Face } from "#app/ui/elements/face.tsx";
import { Pagination } from "#app/ui/elements/pagination.tsx";
import { DataTable } from "#app/ui/elements/tables.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";

export const handle = { tool: true };

export const loader = page(async ({ actor, param, url, language, t }) => {
  const wish = { before: url.searchParams.get("before") };
  const { webinar, people, next } = await listRegisteredFor(actor, publicIdOf(param("id")), wish);
  const { publicId, slug, title, registrationCount } = webinar;
  return {
    title: t("webinars.registered_people"),
    webinar: { publicId, slug, title, registrationCount },
    hasBegun: ["live", "ended"].includes(webinarState(webinar, new Date())),
    people: people.map(({ id: _, ...person }) => ({ ...person, countryName: countryName(person.country, language) })),
    next,
  };
});

export const meta = pageTitle;

export default function WebinarPeople() {
  const { t } = useI18n();
  const { title, webinar, people, next } = useLoaderData<typeof loader>();
  return (
    <Page>
      <PageHeader
        title={title}
        t={t}
        lede={t("webinars.people", { count: webinar.registrationCount })}
        breadcrumbs={[
          { label: t("webinars.list.title"), href: "/webinars" },
          { label: webinar.title, href: webinarPath(webinar) },
        ]}
      />
      {people.length > 0 ? (
        <People />
      ) : (
        <EmptyState title={t("webinars.list_of.none")}>{t("webinars.list_of.none_next")}</EmptyState>
      )}
      <Pagination t={t} olderHref={next && `/webinars/${webinar.publicId}/people?before=${next}`} />
    </Page>
  );
}

function People() {
  const { t, format } = useI18n();
  const { title, people, hasBegun } = useLoaderData<typeof loader>();
  return (
    <DataTable
      caption={title}
      hideCaption
      rows={people}
      rowKey={({ handle }) => handle}
      columns={[
        {
          key: "name",
          label: t("ui.field.name"),
          cell: (person) => (
            <span className="person">
              <Face name={person.name} handle={person.handle} picture={person.picture} />
              <a href={`/people/${person.handle}`}>
                <bdi>{person.name}</bdi>
              </a>
            </span>
          ),
        },
        { key: "country", label: t("ui.field.country"), cell: (person) => person.countryName },
        {
          key: "since",
          label: t("webinars.list_of.since"),
          cell: ({ registeredAt }) => <span className="nowrap">{format.date(registeredAt)}</span>,
        },
        ...(hasBegun
          ? [
              {
                key: "minutes",
                label: t("webinars.list_of.minutes"),
                numeric: true,
                cell: ({ minutes }: { minutes: number }) => format.number(minutes),
              },
            ]
          : []),
      ]}
    />
  );
}
