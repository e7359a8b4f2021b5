import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { page } from "#app/http/page.server.ts";
import { titled } from "#app/http/page-title.ts";
import { useFormState } from "#app/http/typed.ts";
import { countryName } from "#app/modules/accounts/countries.ts";
import { teachPath } from "#app/modules/learning/courses/paths.ts";
import { decideRequests, listRequests } from "#app/modules/learning/enrolment/decide-requests.server.ts";
import { decisionSchema } from "#app/modules/learning/enrolment/schemas.ts";
import { getStaffAccessFor } from "#app/modules/learning/courses/staff-access.server.ts";
import { Counts, countNames } from "#app/routes/learning/teach/frame/counts.tsx";
import { changedQuery, readCounts } from "./people-table.tsx";
import { withOverview } from "#app/routes/learning/teach/frame/staff-page.server.ts";
import { TeachPage } from "#app/routes/learning/teach/frame/teach-page.tsx";
import { Button, ButtonRow } from "#app/ui/elements/buttons.tsx";
import { CheckField } from "#app/ui/forms/choices.tsx";
import { EmptyState } from "#app/ui/elements/empty-state.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Pagination } from "#app/ui/elements/pagination.tsx";
import { DataTable } from "#app/ui/elements/tables.tsx";
import { Time } from "#app/ui/text/time.tsx";
import { UserText } from "#app/ui/text/user-text.tsx";
import { admitStaff } from "#app/routes/learning/teach/frame/admit.server.ts";

export const handle = { tool: true };

export const loader = page(async ({ actor, param, language, url, t }) => {
  const access = await withOverview(await getStaffAccessFor(actor, param("slug"), language));
  const { requests, next } = await listRequests(access, { after: url.searchParams.get("after") });
  return {
    title: t("enrolment.nav.requests"),
    access: { course: access.course, mayEdit: access.mayEdit, overview: access.overview },
    counts: readCounts(url, countNames),
    requests,
    next,
  };
});

export const action = form(
  { schema: decisionSchema, admit: admitStaff },
  async ({ intent, request }, { param, access }) => {
    const done = await decideRequests(access, { ids: request, accept: intent === "accept" });
    return redirectWith(`${teachPath(param("slug"), "people/requests")}${changedQuery(done)}`);
  },
);

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  { title: titled(`${data?.title} · ${data?.access.course.title.text}`, matches) },
];

export default function Requests() {
  const { t } = useI18n();
  const { title, access, counts, requests, next } = useLoaderData<typeof loader>();
  const form = useFormState();
  const { slug } = access.course;
  const path = teachPath(slug, "people/requests");
  return (
    <TeachPage
      access={access}
      section="people/requests"
      title={title}
      lede={t("enrolment.requests.lede")}
      trail={[{ label: t("enrolment.people.title"), href: teachPath(slug, "people") }]}
    >
      <FormProblems form={form} />
      <Counts counts={counts} />
      {requests.length === 0 ? (
        <EmptyState title={t("enrolment.requests.empty")}>{t("enrolment.requests.empty_next")}</EmptyState>
      ) : (
        <form method="post" action={path} className="stack">
          <RequestTable />
          <ButtonRow>
            <Button name="intent" value="accept" variant="primary">
              {t("enrolment.requests.accept")}
            </Button>
            <Button name="intent" value="decline">
              {t("enrolment.requests.decline")}
            </Button>
          </ButtonRow>
        </form>
      )}
      <Pagination t={t} olderHref={next && `${path}?after=${next}`} olderLabel={t("enrolment.requests.more")} />
    </TeachPage>
  );
}

function RequestTable() {
  const { t, format, language } = useI18n();
  const { title, requests } = useLoaderData<typeof loader>();
  const ticked = useFormState().all("request") ?? [];
  return (
    <DataTable
      caption={title}
      hideCaption
      rows={requests}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "name",
          label: t("enrolment.column.name"),
          cell: (one) => (
            <CheckField
              name="request"
              id={`request-${one.handle}`}
              value={one.id}
              defaultChecked={ticked.includes(one.id)}
              label={<UserText>{one.name}</UserText>}
              hint={
                <a href={`/people/${one.handle}`}>
                  <bdi dir="ltr">@{one.handle}</bdi>
                </a>
              }
            />
          ),
        },
        { key: "country", label: t("enrolment.column.country"), cell: ({ country }) => countryName(country, language) },
        {
          key: "kind",
          label: t("enrolment.column.asks"),
          cell: ({ kind, cohort }) => (
            <>
              {kind === "approval" ? t("enrolment.requests.approval") : t("enrolment.requests.waiting")}
              {cohort && (
                <span className="small soft">
                  {" "}
                  (<UserText>{cohort}</UserText>)
                </span>
              )}
            </>
          ),
        },
        {
          key: "message",
          label: t("enrolment.column.message"),
          cell: ({ message }) => (message ? <UserText>{message}</UserText> : "–"),
        },
        {
          key: "when",
          label: t("enrolment.column.since"),
          cell: ({ createdAt }) => <Time iso={createdAt.toISOString()} text={format.dateTime(createdAt)} />,
        },
      ]}
    />
  );
}
