import type { ReactNode } from "react";
import { coursePath, teachPath } from "#app/modules/learning/courses/paths.ts";
import type { CourseStaffAccess } from "#app/modules/learning/courses/staff-access.server.ts";
import { Chip } from "#app/ui/elements/badges.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { SideLinks, SidePanel } from "#app/ui/shell/side-panel.tsx";

type TeachSection =
  | ""
  | "content"
  | "questions"
  | "quizzes"
  | "assignments"
  | "people"
  | "cohorts"
  | "dates"
  | "grades"
  | "reports"
  | "surveys"
  | "settings";

type TeachPageProps = {
  access: Pick<CourseStaffAccess, "course" | "mayEdit">;
  section: TeachSection;
  title: ReactNode;
  /** The language of a title that is content. */
  lang?: string;
  lede?: ReactNode;
  actions?: ReactNode;
  /** Pages between the section and this one. */
  trail?: { label: string; href: string }[];
  /** What else stands beside the page, above the sections. */
  aside?: ReactNode;
  children: ReactNode;
};

/** A page of a course's teaching area, with its sections beside it. Routes that use it say `handle = { tool: true }`. */
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
    <Page
      asideLabel={t("teach.nav.title")}
      aside={
        <>
          {aside}
          <TeachNav access={access} section={section} />
        </>
      }
    >
      <PageHeader
        t={t}
        title={title}
        lang={lang}
        lede={lede}
        actions={actions}
        meta={course.state === "draft" && <Chip tone="warn">{t("teach.index.draft")}</Chip>}
        breadcrumbs={[
          { label: t("teach.index.title"), href: "/teach" },
          { label: course.title.text, href: teachPath(course.slug) },
          ...trail,
        ]}
      />
      {children}
    </Page>
  );
}

function TeachNav({ access: { course, mayEdit }, section }: Pick<TeachPageProps, "access" | "section">) {
  const { t } = useI18n();
  const sections: { name: TeachSection; label: string; forAuthors?: true }[] = [
    { name: "", label: t("teach.nav.overview") },
    { name: "content", label: t("teach.nav.content"), forAuthors: true },
    { name: "questions", label: t("teach.nav.questions"), forAuthors: true },
    { name: "quizzes", label: t("teach.nav.quizzes") },
    { name: "assignments", label: t("teach.nav.assignments") },
    { name: "people", label: t("teach.nav.people") },
    { name: "cohorts", label: t("teach.nav.cohorts") },
    { name: "dates", label: t("teach.nav.dates") },
    { name: "grades", label: t("teach.nav.grades") },
    { name: "reports", label: t("teach.nav.reports") },
    { name: "surveys", label: t("teach.nav.surveys") },
    { name: "settings", label: t("teach.nav.settings"), forAuthors: true },
  ];
  return (
    <SidePanel title={t("teach.nav.title")}>
      <SideLinks
        items={[
          ...sections
            .filter(({ forAuthors }) => mayEdit || !forAuthors)
            .map(({ name, label }) => ({ href: teachPath(course.slug, name), label, current: name === section })),
          { href: coursePath(course.slug), label: t("teach.nav.as_learner") },
        ]}
      />
    </SidePanel>
  );
}
