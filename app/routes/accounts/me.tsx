import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { page } from "#app/http/page.server.ts";
import { requireActive } from "#app/modules/accounts/policy.ts";
import { lettersLostOf } from "#app/modules/certificates/check-name.server.ts";
import { listCertificatesOf } from "#app/modules/certificates/find-certificate.server.ts";
import { listDueNext } from "#app/modules/learning/grades/list-due-next.server.ts";
import { listOwnCourses } from "#app/modules/learning/outline/list-own-courses.server.ts";
import { listOwnInvitations } from "#app/modules/learning/enrolment/accept-own-invitation.server.ts";
import { listUpcomingFor } from "#app/modules/webinars/plan-webinar.server.ts";
import { DueNext } from "#app/routes/accounts/due-next.tsx";
import { OwnInvitations } from "#app/routes/accounts/own-invitations.tsx";
import { useRows } from "#app/ui/elements/link-rows.tsx";
import { LinkButton } from "#app/ui/elements/buttons.tsx";
import { CardList, Facts } from "#app/ui/elements/card-list.tsx";
import { EmptyState } from "#app/ui/elements/empty-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Notice } from "#app/ui/elements/notices.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { ProgressBar } from "#app/ui/elements/progress.tsx";
import { SideLinks, SidePanel } from "#app/ui/shell/side-panel.tsx";

export const loader = page(async (request) => {
  const actor = requireActive(request.actor);
  const at = new Date();
  const [courses, due, webinars, certificates, invitations, lost] = await Promise.all([
    listOwnCourses(actor),
    listDueNext(actor, { at }),
    listUpcomingFor(actor, { at, limit: 5 }),
    listCertificatesOf(actor),
    listOwnInvitations(actor, request.language, at),
    lettersLostOf(actor.id),
  ]);
  return {
    title: request.t("accounts.me.title", { name: actor.name }),
    handle: actor.handle,
    courses,
    due,
    webinars,
    certificates,
    invitations,
    lost,
    at,
  };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title} · Crossroads` }];

export default function Me() {
  const { t, format } = useI18n();
  const { title, handle, courses, due, webinars, certificates, invitations, lost, at } = useLoaderData<typeof loader>();
  const rows = useRows(at);
  const links = [
    { href: `/people/${handle}`, label: t("accounts.me.public") },
    { href: "/me/notifications", label: t("accounts.me.notifications") },
    { href: "/me/settings", label: t("accounts.me.settings") },
  ];
  const aside = (
    <SidePanel title={t("accounts.me.account")}>
      <SideLinks items={links} />
    </SidePanel>
  );
  return (
    <Page aside={aside} asideLabel={t("accounts.me.account")}>
      <PageHeader title={title} t={t} />
      <OwnInvitations invitations={invitations} />
      {lost.length > 0 && (
        <Notice
          tone="warning"
          title={t("certificates.name.lost_title")}
          actions={<a href="/me/settings/profile">{t("certificates.name.change")}</a>}
        >
          {t("certificates.name.lost_next", { letters: `\u2068${lost.join(" ")}\u2069` })}
        </Notice>
      )}
      <div className="stack stack-loose">
        <DueNext due={due} />
        <section className="stack">
          <h2>{t("accounts.me.courses")}</h2>
          {courses.length === 0 ? (
            <EmptyState
              title={t("accounts.me.no_courses")}
              actions={<LinkButton href="/courses">{t("accounts.me.find_course")}</LinkButton>}
            />
          ) : (
            <CardList
              items={courses.map((course) => ({
                key: course.slug,
                title: course.title.text,
                lang: course.title.language,
                href: `/courses/${course.slug}`,
                summary: (
                  <ProgressBar
                    value={course.percent}
                    max={100}
                    label={t("accounts.me.progress")}
                    text={t("accounts.me.percent", { percent: course.percent })}
                  />
                ),
                meta: course.newUnits > 0 && t("learning.course.new_units", { count: course.newUnits }),
                aside: course.continueHref && <a href={course.continueHref}>{t("accounts.me.continue")}</a>,
              }))}
            />
          )}
        </section>
        <section className="stack">
          <h2>{t("accounts.me.webinars")}</h2>
          {webinars.length === 0 ? (
            <EmptyState
              title={t("accounts.me.no_webinars")}
              actions={<LinkButton href="/webinars">{t("accounts.me.find_webinar")}</LinkButton>}
            />
          ) : (
            <CardList
              items={webinars.map((webinar) =>
                rows.webinar({ ...webinar, href: `/webinars/${webinar.publicId}/${webinar.slug}` }),
              )}
            />
          )}
        </section>
        {certificates.length > 0 && (
          <section className="stack">
            <h2>{t("accounts.me.certificates")}</h2>
            <CardList
              items={certificates.map((certificate) => ({
                key: certificate.serial,
                title: certificate.courseTitle,
                lang: certificate.language,
                href: `/certificates/${certificate.serial}`,
                meta: (
                  <Facts
                    items={[
                      format.date(certificate.issuedAt),
                      <code key="serial">{certificate.serial}</code>,
                      certificate.lost.length > 0 && t("certificates.own.outdated_title"),
                    ]}
                  />
                ),
                aside: <a href={`/certificates/${certificate.serial}.pdf`}>PDF</a>,
              }))}
            />
          </section>
        )}
      </div>
    </Page>
  );
}
