import type { ReactNode } from "react";
import { type AreaGroup, AreaNav } from "#app/ui/shell/area-nav.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

/** The pages of the administration, as they stand in its address. */
type AdminSection = "" | "people" | "imports" | "certificates" | "figures" | "audit" | "jobs" | "site";

type AdminPageProps = {
  section: AdminSection;
  title: ReactNode;
  lede?: ReactNode;
  kicker?: ReactNode;
  meta?: ReactNode;
  actions?: ReactNode;
  /** Pages between the section and this one. */
  trail?: { label: string; href: string }[];
  children: ReactNode;
};

/** A page of the administration, with the pages of the area at its start. Routes that use it say `handle = { tool: true }`. */
export function AdminPage({ section, trail = [], children, ...header }: AdminPageProps) {
  const { t } = useI18n();
  const home = section === "" ? [] : [{ label: t("admin.index.title"), href: "/admin" }];
  return (
    <Page nav={<AdminNav section={section} />}>
      <PageHeader t={t} breadcrumbs={[...home, ...trail]} {...header} />
      {children}
    </Page>
  );
}

function AdminNav({ section }: { section: AdminSection }) {
  const { t } = useI18n();
  const link = (name: AdminSection, label: string) => ({
    href: name === "" ? "/admin" : `/admin/${name}`,
    label,
    current: name === section,
  });
  const groups: AreaGroup[] = [
    { key: "home", links: [link("", t("admin.index.title"))] },
    {
      key: "people",
      label: t("admin.nav.people"),
      links: [link("people", t("admin.people.title")), link("certificates", t("certificates.admin.title"))],
    },
    { key: "results", label: t("admin.nav.results"), links: [link("figures", t("admin.figures.title"))] },
    {
      key: "site",
      label: t("admin.nav.site"),
      links: [
        link("site", t("admin.site.title")),
        link("imports", t("admin.imports.title")),
        link("audit", t("admin.audit.title")),
        link("jobs", t("admin.jobs.title")),
      ],
    },
  ];
  return <AreaNav label={t("admin.index.title")} groups={groups} />;
}
