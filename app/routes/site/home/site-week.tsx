import type { MemberHomeData } from "#app/routes/site/home/member-data.server.ts";
import { DefinitionList } from "#app/ui/elements/definition-list.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

/** How the site stands this week, for administrators. */
export function SiteWeek({ state }: { state: NonNullable<MemberHomeData["site"]> }) {
  const { t, format } = useI18n();
  const { joined, failedJobs, failedMails, disk } = state;
  return (
    <section className="stack" aria-labelledby="site-week">
      <h2 id="site-week">{t("site.week.title")}</h2>
      <DefinitionList
        items={[
          { term: t("site.week.joined"), value: <a href="/admin/people">{format.number(joined)}</a> },
          {
            term: t("site.week.failed_jobs"),
            value: <a href="/admin/jobs">{failedJobs === null ? t("site.week.unknown") : format.number(failedJobs)}</a>,
          },
          { term: t("site.week.failed_mails"), value: format.number(failedMails) },
          {
            term: t("site.week.disk"),
            value: disk
              ? t("site.week.disk_free", { free: format.fileSize(disk.free), total: format.fileSize(disk.total) })
              : t("site.week.unknown"),
          },
        ]}
      />
      <p>
        <a href="/admin">{t("admin.index.title")}</a>
      </p>
    </section>
  );
}
