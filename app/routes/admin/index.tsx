import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { page } from "#app/http/page.server.ts";
import { requireRole } from "#app/modules/accounts/policy.ts";
import { CardList } from "#app/ui/elements/card-list.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";

export const loader = page(async ({ actor, t }) => {
  requireRole(actor, ["administrator"]);
  return { title: t("admin.index.title") };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title} · Crossroads` }];

export default function Admin() {
  const { t } = useI18n();
  const { title } = useLoaderData<typeof loader>();
  const sections = [
    { key: "site", href: "/admin/site", title: t("admin.site.title"), summary: t("admin.site.lede") },
    { key: "people", href: "/admin/people", title: t("admin.people.title"), summary: t("admin.people.lede") },
    { key: "imports", href: "/admin/imports", title: t("admin.imports.title"), summary: t("admin.imports.lede") },
    {
      key: "certificates",
      href: "/admin/certificates",
      title: t("certificates.admin.title"),
      summary: t("certificates.admin.lede"),
    },
    { key: "webinars", href: "/webinars/new", title: t("admin.webinars.title"), summary: t("admin.webinars.lede") },
  ];
  return (
    <Page>
      <PageHeader title={title} t={t} />
      <CardList items={sections} headingLevel={2} />
    </Page>
  );
}
