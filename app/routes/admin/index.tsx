import { useLoaderData } from "@remix-run/react";
import { pageTitle } from "#app/http/page-title.ts";
import { page } from "#app/http/page.server.ts";
import { env } from "#app/infra/env.server.ts";
import { requireRole } from "#app/modules/accounts/policy.ts";
import { AdminPage } from "./frame/admin-page.tsx";
import { CardList } from "#app/ui/elements/card-list.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

export const handle = { tool: true };

export const loader = page(async ({ actor, isFromThisMachine, t }) => {
  requireRole(actor, ["administrator"]);
  const keepsMail = env().EMBEDDED && !env().SMTP_URL && isFromThisMachine;
  return { title: t("admin.index.title"), keepsMail };
});

export const meta = pageTitle;

export default function Admin() {
  const { t } = useI18n();
  const { title, keepsMail } = useLoaderData<typeof loader>();
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
      <CardList items={sections} headingLevel={2} />
    </AdminPage>
  );
}
