import type { MemberHomeData } from "#app/routes/site/home/member-data.server.ts";
import { BegunWork } from "#app/routes/site/home/begun-work.tsx";
import { ContinueCard } from "#app/routes/site/home/continue-card.tsx";
import { DueNext } from "#app/routes/site/home/due-next.tsx";
import { OtherCourses } from "#app/routes/site/home/other-courses.tsx";
import { OwnCertificates } from "#app/routes/site/home/own-certificates.tsx";
import { OwnInvitations } from "#app/routes/site/home/own-invitations.tsx";
import { OwnRoad } from "#app/routes/site/home/own-road.tsx";
import { OwnWarnings } from "#app/routes/site/home/own-warnings.tsx";
import { OwnWebinars } from "#app/routes/site/home/own-webinars.tsx";
import { SiteWeek } from "#app/routes/site/home/site-week.tsx";
import { StaffWork } from "#app/routes/site/home/staff-work.tsx";
import { TopicsBlock } from "#app/routes/site/home/topics-block.tsx";
import { Notice } from "#app/ui/elements/notices.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { SideLinks, SidePanel } from "#app/ui/shell/side-panel.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

/** A member's first page: what to do next, what waits, what is new. A block without content takes no room. */
export function MemberHome({ home }: { home: MemberHomeData }) {
  const { t } = useI18n();
  const { at, courses, lost } = home;
  const current = courses.find(({ next }) => next !== null) ?? null;
  // Whoever is here to work, and learns nothing at the moment, finds their work first.
  const worksHere = current === null && (home.staffWork.length > 0 || home.unanswered.length > 0 || home.site !== null);
  return (
    <Page aside={<Around home={home} />} asideLabel={t("accounts.me.account")}>
      <PageHeader title={t("site.me.title")} t={t} />
      <div className="home-blocks">
        <OwnWarnings warnings={home.warnings} handle={home.handle} />
        {lost.length > 0 && (
          <Notice
            tone="warning"
            title={t("certificates.name.lost_title")}
            actions={<a href="/me/settings/profile">{t("certificates.name.change")}</a>}
          >
            {t("certificates.name.lost_next", { letters: `\u2068${lost.join(" ")}\u2069` })}
          </Notice>
        )}
        <OwnInvitations invitations={home.invitations} />
        {!worksHere && <ContinueCard course={current} hasCourses={courses.length > 0} />}
        {home.site && <SiteWeek state={home.site} />}
        <StaffWork courses={home.staffWork} />
        <DueNext due={home.due} />
        <BegunWork begun={home.begun} at={at} />
        <OwnWebinars webinars={home.webinars} at={at} />
        <TopicsBlock
          id="unanswered"
          title={t("site.me.unanswered")}
          topics={home.unanswered}
          at={at}
          more={{ href: "/forum?tab=unanswered", label: t("site.me.all_unanswered") }}
        />
        <TopicsBlock
          id="unread"
          title={t("site.me.unread")}
          topics={home.unread}
          at={at}
          more={{ href: "/forum?tab=unread", label: t("site.me.all_unread") }}
          none={<a href="/forum">{t("site.me.follow_some")}</a>}
        />
        {worksHere && <ContinueCard course={null} hasCourses={courses.length > 0} />}
        <OtherCourses courses={courses.filter((course) => course !== current)} />
      </div>
    </Page>
  );
}

function Around({ home: { handle, certificates, courses } }: { home: MemberHomeData }) {
  const { t } = useI18n();
  const links = [
    { href: `/people/${handle}`, label: t("accounts.me.public") },
    { href: "/me/notifications", label: t("accounts.me.notifications") },
    { href: "/me/drafts", label: t("accounts.me.drafts") },
    { href: "/me/settings", label: t("accounts.me.settings") },
  ];
  return (
    <>
      <OwnRoad progress={courses.flatMap(({ progress }) => progress)} />
      <OwnCertificates certificates={certificates} />
      <SidePanel title={t("accounts.me.account")}>
        <SideLinks items={links} />
      </SidePanel>
    </>
  );
}
