import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { fieldError } from "#app/infra/app-error.ts";
import { isolate } from "#app/lib/isolate.ts";
import { page } from "#app/http/page.server.ts";
import { titled } from "#app/http/page-title.ts";
import { useFormState } from "#app/http/typed.ts";
import { teachPath } from "#app/modules/learning/courses/paths.ts";
import { listCohorts } from "#app/modules/learning/enrolment/cohorts/list-cohorts.server.ts";
import {
  type InvitationRow,
  listInvitations,
} from "#app/modules/learning/enrolment/invitations/list-invitations.server.ts";
import { invitePeople } from "#app/modules/learning/enrolment/invitations/invite-people.server.ts";
import {
  revokeInvitation,
  sendInvitationAgain,
} from "#app/modules/learning/enrolment/invitations/change-invitation.server.ts";
import { invitationsSchema } from "#app/modules/learning/enrolment/schemas.ts";
import { getStaffAccessFor } from "#app/modules/learning/courses/staff-access.server.ts";
import { Counts, countNames } from "#app/routes/learning/teach/frame/counts.tsx";
import { CohortField, MailLanguageField } from "./mail-fields.tsx";
import { changedQuery, readCounts } from "./people-table.tsx";
import { withOverview } from "#app/routes/learning/teach/frame/staff-page.server.ts";
import { TeachPage } from "#app/routes/learning/teach/frame/teach-page.tsx";
import { Chip } from "#app/ui/elements/badges.tsx";
import { Button } from "#app/ui/elements/buttons.tsx";
import { EmptyState } from "#app/ui/elements/empty-state.tsx";
import { TextArea } from "#app/ui/forms/fields.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Pagination } from "#app/ui/elements/pagination.tsx";
import { DataTable } from "#app/ui/elements/tables.tsx";
import { admitStaff } from "#app/routes/learning/teach/frame/admit.server.ts";

export const handle = { tool: true };

export const loader = page(async ({ actor, param, language, url, t }) => {
  const access = await withOverview(await getStaffAccessFor(actor, param("slug"), language));
  const { invitations, next } = await listInvitations(access, { before: url.searchParams.get("before") });
  const cohorts = (await listCohorts(access)).filter(({ archivedAt }) => !archivedAt);
  return {
    title: t("enrolment.nav.invitations"),
    access: { course: access.course, mayEdit: access.mayEdit, overview: access.overview },
    counts: readCounts(url, countNames),
    cohorts: cohorts.map(({ id, name }) => ({ value: id, label: name })),
    invitations,
    next,
    at: new Date(),
  };
});

export const action = form({ schema: invitationsSchema, admit: admitStaff }, async (input, { param, access }) => {
  const path = teachPath(param("slug"), "people/invitations");
  if (input.intent === "invite") {
    const { emails, cohort, language: theirs } = input;
    const done = await invitePeople(access, { emails: emails.good, cohortId: cohort, language: theirs });
    // The others are invited all the same, and sending the whole list again invites nobody twice.
    if (emails.bad.length > 0) {
      const addresses = emails.bad.slice(0, 20).map(isolate).join(", ");
      throw fieldError("emails", "enrolment.error.bad_addresses", { addresses, count: emails.good.length });
    }
    return redirectWith(`${path}${changedQuery(done)}`);
  }
  if (input.intent === "revoke") await revokeInvitation(access, input.invitation);
  else await sendInvitationAgain(access, input.invitation);
  const flash = input.intent === "revoke" ? "enrolment.flash.revoked" : "enrolment.flash.sent_again";
  return redirectWith(path, { flash });
});

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  { title: titled(`${data?.title} · ${data?.access.course.title.text}`, matches) },
];

export default function Invitations() {
  const { t } = useI18n();
  const { title, access, counts, cohorts, invitations, next } = useLoaderData<typeof loader>();
  const form = useFormState();
  const { slug } = access.course;
  const path = teachPath(slug, "people/invitations");
  return (
    <TeachPage
      access={access}
      section="people/invitations"
      title={title}
      lede={t("enrolment.invite.lede")}
      trail={[{ label: t("enrolment.people.title"), href: teachPath(slug, "people") }]}
    >
      <FormProblems form={form} />
      <Counts counts={counts} />
      <form method="post" action={path} className="form">
        <input type="hidden" name="intent" value="invite" />
        <TextArea
          name="emails"
          label={t("enrolment.invite.emails")}
          hint={t("enrolment.invite.emails_hint")}
          required
          rows={5}
          dir="ltr"
          spellCheck={false}
          defaultValue={form.value("emails")}
          error={form.error("emails")}
        />
        <MailLanguageField form={form} />
        <CohortField form={form} cohorts={cohorts} label={t("enrolment.field.cohort")} />
        <Button variant="primary">{t("enrolment.invite.send")}</Button>
      </form>
      <section className="section stack">
        <h2>{t("enrolment.invite.list")}</h2>
        {invitations.length === 0 ? <EmptyState title={t("enrolment.invite.empty")} /> : <List path={path} />}
        <Pagination t={t} olderHref={next && `${path}?before=${next}`} />
      </section>
    </TeachPage>
  );
}

function List({ path }: { path: string }) {
  const { t, format } = useI18n();
  const { invitations } = useLoaderData<typeof loader>();
  return (
    <DataTable
      caption={t("enrolment.invite.list")}
      hideCaption
      rows={invitations}
      rowKey={({ id }) => id}
      columns={[
        { key: "email", label: t("enrolment.column.email"), cell: ({ email }) => <bdi>{email}</bdi> },
        {
          key: "cohort",
          label: t("enrolment.field.cohort"),
          cell: ({ cohort }) => (cohort ? <bdi>{cohort}</bdi> : "–"),
        },
        { key: "sent", label: t("enrolment.column.sent"), cell: ({ createdAt }) => format.date(createdAt) },
        { key: "state", label: t("enrolment.column.state"), cell: (one) => <State invitation={one} /> },
        { key: "do", label: t("enrolment.column.step"), cell: (one) => <Steps invitation={one} path={path} /> },
      ]}
    />
  );
}

function State({ invitation }: { invitation: InvitationRow }) {
  const { t, format } = useI18n();
  const { at } = useLoaderData<typeof loader>();
  if (invitation.acceptedAt) return <Chip tone="good">{t("enrolment.invite.accepted")}</Chip>;
  if (invitation.revokedAt) return <Chip>{t("enrolment.invite.revoked")}</Chip>;
  if (invitation.expiresAt <= at) return <Chip tone="warn">{t("enrolment.invite.expired")}</Chip>;
  return <>{t("enrolment.invite.open", { until: format.date(invitation.expiresAt) })}</>;
}

function Steps({ invitation, path }: { invitation: InvitationRow; path: string }) {
  const { t } = useI18n();
  const { at } = useLoaderData<typeof loader>();
  if (invitation.acceptedAt) return <>–</>;
  const isOpen = !invitation.revokedAt && invitation.expiresAt > at;
  const about = <span className="visually-hidden"> {invitation.email}</span>;
  return (
    <form method="post" action={path} className="cluster">
      <input type="hidden" name="invitation" value={invitation.id} />
      <Button name="intent" value="again">
        {t("enrolment.invite.again")}
        {about}
      </Button>
      {isOpen && (
        <Button name="intent" value="revoke">
          {t("enrolment.invite.revoke")}
          {about}
        </Button>
      )}
    </form>
  );
}
