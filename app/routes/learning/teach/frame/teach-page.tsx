import type { ReactNode } from "react";
import { teachPath } from "#app/modules/learning/courses/paths.ts";
import { Chip } from "#app/ui/elements/badges.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import type { StaffPage } from "./staff-page.server.ts";
import { TeachNav } from "./teach-nav.tsx";
import type { TeachSection } from "./teach-pages.ts";

type TeachPageProps = {
  access: StaffPage;
  section: TeachSection;
  title: ReactNode;
  /** The language of a title that is content. */
  lang?: string;
  lede?: ReactNode;
  actions?: ReactNode;
  /** Pages between the section and this one. */
  trail?: { label: string; href: string }[];
  /** What else stands beside the page. */
  aside?: ReactNode;
  children: ReactNode;
};

/** A page of a course's teaching area, with the pages of the area at its start. Routes that use it say `handle = { tool: true }`. */
export function TeachPage({
  access,
  section,
  title,
  lang,
  lede,
  actions,
  trail = [],
  aside,
  children,
}: TeachPageProps) {
  const { t } = useI18n();
  const { course } = access;
  return (
    <Page nav={<TeachNav access={access} section={section} />} aside={aside}>
      <PageHeader
        t={t}
        title={title}
        lang={lang}
        lede={lede}
        actions={actions}
        meta={course.state === "draft" && <Chip tone="warn">{t("teach.index.draft")}</Chip>}
        breadcrumbs={[
          { label: t("teach.index.title"), href: "/teach" },
          ...(section === "" ? [] : [{ label: course.title.text, href: teachPath(course.slug) }]),
          ...trail,
        ]}
      />
      {children}
    </Page>
  );
}
