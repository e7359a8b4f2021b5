import { waitingQueuePath } from "#app/modules/forum/paths.ts";
import type { ReactNode } from "react";
import { caseFilters, type CaseFilter } from "#app/modules/moderation/verdicts.ts";
import { filterLabels } from "./labels.ts";
import { type AreaGroup, AreaNav } from "#app/ui/shell/area-nav.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

type ModerationPageProps = {
  /** Which list one is at; null on the page of a case. */
  section: CaseFilter | "waiting" | "log" | null;
  title: ReactNode;
  lede?: ReactNode;
  kicker?: ReactNode;
  meta?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
};

/** A page of moderation, with its lists at the start. Routes that use it say `handle = { tool: true }`. */
export function ModerationPage({ section, children, ...header }: ModerationPageProps) {
  const { t } = useI18n();
  const isHome = section === "open";
  const groups: AreaGroup[] = [
    {
      key: "queue",
      links: caseFilters.map((filter) => ({
        href: filter === "open" ? "/moderation" : `/moderation?show=${filter}`,
        label: t(filterLabels[filter]),
        current: section === filter,
      })),
    },
  ];
  const waiting = { href: waitingQueuePath(), label: t("moderation.waiting.title"), current: section === "waiting" };
  groups.push({ key: "waiting", links: [waiting] });
  const log = { href: "/moderation/log", label: t("moderation.log.title"), current: section === "log" };
  groups.push({ key: "log", links: [log] });
  return (
    <Page nav={<AreaNav label={t("moderation.title")} groups={groups} />}>
      <PageHeader
        t={t}
        breadcrumbs={isHome ? [] : [{ label: t("moderation.title"), href: "/moderation" }]}
        {...header}
      />
      {children}
    </Page>
  );
}
