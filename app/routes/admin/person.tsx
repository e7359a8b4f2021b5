import { useLoaderData } from "@remix-run/react";
import { pageTitle } from "#app/http/page-title.ts";
import { page } from "#app/http/page.server.ts";
import { countryName } from "#app/modules/accounts/countries.ts";
import { getPersonRecordFor } from "#app/modules/accounts/records/get-person-record.server.ts";
import { roleNames } from "#app/modules/accounts/role-labels.ts";
import { listAuditFor } from "#app/modules/administration/list-audit.server.ts";
import { listCertificatesOf } from "#app/modules/certificates/find-certificate.server.ts";
import { certificatePath } from "#app/modules/certificates/paths.ts";
import { listCoursesOfPerson } from "#app/modules/learning/outline/list-courses-of-person.server.ts";
import { AuditLines } from "./audit-lines.tsx";
import { RoleForm } from "./person-rights.tsx";
import { AdminPage } from "./frame/admin-page.tsx";
import { Chip } from "#app/ui/elements/badges.tsx";
import { LinkButton } from "#app/ui/elements/buttons.tsx";
import { DefinitionList } from "#app/ui/elements/definition-list.tsx";
import { Face } from "#app/ui/elements/face.tsx";
import { EmptyState } from "#app/ui/elements/empty-state.tsx";
import { DataTable } from "#app/ui/elements/tables.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { UserText } from "#app/ui/text/user-text.tsx";

export const handle = { tool: true };

export const loader = page(async ({ actor, param, language }) => {
  const person = await getPersonRecordFor(actor, param("handle"));
  return {
    title: person.name,
    person,
    country: countryName(person.country, language),
    isSuspended: person.suspendedUntil !== null && person.suspendedUntil > new Date(),
    isSelf: actor?.id === person.id,
    courses: await listCoursesOfPerson(person.id, language),
    certificates: await listCertificatesOf(person),
    audit: (await listAuditFor(actor, { subject: `user:${person.id}`, language })).lines,
  };
});

export const meta = pageTitle;

export default function Person() {
  const { t } = useI18n();
  const { person, isSuspended, isSelf, audit } = useLoaderData<typeof loader>();
  return (
    <AdminPage
      section="people"
      title={person.name}
      trail={[{ label: t("admin.people.title"), href: "/admin/people" }]}
      kicker={
        <>
          <Face name={person.name} handle={person.handle} picture={person.picture} size="large" />
          <Chip>{t(roleNames[person.role])}</Chip>
          {isSuspended && <Chip tone="bad">{t("admin.people.suspended")}</Chip>}
        </>
      }
      actions={
        <>
          <LinkButton href={`/people/${person.handle}`}>{t("admin.people.public_page")}</LinkButton>
          <LinkButton href={`/people/${person.handle}/record`}>{t("admin.people.record")}</LinkButton>
        </>
      }
    >
      <Facts />
      {!isSelf && <RoleForm person={person} />}
      <History />
      <section className="section stack" aria-labelledby="audit">
        <h2 id="audit">{t("admin.people.audit")}</h2>
        {audit.length === 0 ? (
          <EmptyState title={t("admin.audit.empty")} />
        ) : (
          <AuditLines caption={t("admin.people.audit")} lines={audit} />
        )}
      </section>
    </AdminPage>
  );
}

function Facts() {
  const { t, format } = useI18n();
  const { person, country, isSuspended } = useLoaderData<typeof loader>();
  return (
    <DefinitionList
      items={[
        {
          term: t("ui.field.email"),
          value: (
            <>
              <bdi dir="ltr">{person.email}</bdi>{" "}
              {!person.emailConfirmedAt && <Chip tone="warn">{t("admin.people.unconfirmed")}</Chip>}
            </>
          ),
        },
        { term: t("ui.field.country"), value: country },
        {
          term: t("admin.people.institution"),
          value: person.institution && <UserText>{person.institution}</UserText>,
        },
        { term: t("admin.people.language"), value: format.languageName(person.language) },
        { term: t("admin.people.joined"), value: format.date(person.createdAt) },
        {
          term: t("admin.people.suspended_until"),
          value: isSuspended && person.suspendedUntil ? format.dateTime(person.suspendedUntil) : null,
        },
      ]}
    />
  );
}

/** What the person has learnt here. */
function History() {
  const { t, format } = useI18n();
  const { courses, certificates } = useLoaderData<typeof loader>();
  return (
    <section className="section stack" aria-labelledby="courses">
      <h2 id="courses">{t("admin.people.courses")}</h2>
      {courses.length === 0 && <EmptyState title={t("admin.people.no_courses")} />}
      {courses.length > 0 && (
        <DataTable
          caption={t("admin.people.courses")}
          hideCaption
          rows={courses}
          rowKey={({ href }) => href}
          columns={[
            {
              key: "course",
              label: t("admin.people.course"),
              cell: ({ href, title }) => (
                <a href={href} lang={title.language}>
                  <bdi>{title.text}</bdi>
                </a>
              ),
            },
            { key: "from", label: t("admin.people.enrolled"), cell: ({ enrolledAt }) => format.date(enrolledAt) },
            {
              key: "done",
              label: t("admin.people.completed"),
              cell: ({ completedAt }) => (completedAt ? format.date(completedAt) : "–"),
            },
          ]}
        />
      )}
      {certificates.length > 0 && (
        <ul>
          {certificates.map(({ serial, courseTitle, language, issuedAt }) => (
            <li key={serial}>
              <a href={certificatePath(serial)}>
                {t("admin.people.certificate")} <UserText lang={language}>{courseTitle}</UserText>
              </a>
              , {format.date(issuedAt)}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
