import { useLoaderData } from "@remix-run/react";
import { pageTitle } from "#app/http/page-title.ts";
import { page } from "#app/http/page.server.ts";
import { env } from "#app/infra/env.server.ts";
import { requireRole } from "#app/modules/accounts/policy.ts";
import { getSiteFor } from "#app/modules/site/save-site.server.ts";
import { listAuditFor } from "#app/modules/administration/list-audit.server.ts";
import { getJobsFor } from "#app/modules/administration/queue-jobs.server.ts";
import { AuditLines } from "./audit-lines.tsx";
import { AdminPage } from "./frame/admin-page.tsx";
import { CardList } from "#app/ui/elements/card-list.tsx";
import { Waiting } from "#app/ui/elements/waiting.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

export const handle = { tool: true };

/** The newest lines of the log that stand on this page. */
const newest = 5;

export const loader = page(async ({ actor, isFromThisMachine, language, t }) => {
  requireRole(actor, ["administrator"]);
  const keepsMail = env().EMBEDDED && !env().SMTP_URL && isFromThisMachine;
  const [{ dead }, { organisation, contact }, { lines }] = await Promise.all([
    getJobsFor(actor),
    getSiteFor(actor),
    listAuditFor(actor, { language, limit: newest }),
  ]);
  const waits = { dead, isNameless: organisation === "" || contact === "" };
  return { title: t("admin.index.title"), keepsMail, waits, lines };
});

export const meta = pageTitle;

export default function Admin() {
  const { t } = useI18n();
  const { title, keepsMail, lines } = useLoaderData<typeof loader>();
  const section = (key: string, name: string, summary: string) => ({
    key,
    href: `/admin/${key}`,
    title: name,
    summary,
  });
  const sections = [
    section("site", t("admin.site.title"), t("admin.site.lede")),
    section("people", t("admin.people.title"), t("admin.people.lede")),
    section("figures", t("admin.figures.title"), t("admin.figures.lede")),
    section("certificates", t("certificates.admin.title"), t("certificates.admin.lede")),
    section("imports", t("admin.imports.title"), t("admin.imports.lede")),
    section("audit", t("admin.audit.title"), t("admin.audit.lede")),
    section("jobs", t("admin.jobs.title"), t("admin.jobs.lede")),
    { key: "webinars", href: "/webinars/new", title: t("admin.webinars.title"), summary: t("admin.webinars.lede") },
    ...(keepsMail
      ? [{ key: "mail", href: "/dev/mail", title: t("admin.mail.title"), summary: t("admin.mail.lede") }]
      : []),
  ];
  return (
    <AdminPage section="" title={title}>
      <WaitingForAdministrator />
      <CardList items={sections} headingLevel={2} />
      <section className="section stack" aria-labelledby="newest">
        <h2 id="newest">{t("admin.index.newest")}</h2>
        <AuditLines caption={t("admin.index.newest")} lines={lines} />
        <p>
          <a href="/admin/audit">{t("admin.index.whole_log")}</a>
        </p>
      </section>
    </AdminPage>
  );
}

/** What needs an administrator, on top of their pages. */
function WaitingForAdministrator() {
  const { t } = useI18n();
  const { dead, isNameless } = useLoaderData<typeof loader>().waits;
  const failed = dead > 0 && { href: "/admin/jobs", words: t("admin.index.failed_jobs", { count: dead }) };
  const nameless = isNameless && { href: "/admin/site", words: t("admin.index.nameless") };
  return (
    <Waiting
      title={t("admin.index.waits")}
      nothing={t("admin.index.nothing_waits")}
      items={[failed, nameless].flatMap((one) =>
        one ? [{ key: one.href, content: <a href={one.href}>{one.words}</a> }] : [],
      )}
    />
  );
}
