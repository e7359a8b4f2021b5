import { coursePath, teachPath } from "#app/modules/learning/courses/paths.ts";
import type { AreaPages } from "#app/ui/shell/area-nav.tsx";
import type { I18n } from "#app/ui/text/i18n.tsx";
import type { StaffPage } from "./staff-page.server.ts";
import { waitingWords } from "./waiting-words.ts";

/** The pages of a course's teaching area, as they stand in its address. */
export type TeachSection =
  | ""
  | "content"
  | "questions"
  | "dates"
  | "settings"
  | "people"
  | "people?names=lost"
  | "people/requests"
  | "people/invitations"
  | "people/import"
  | "people/entry"
  | "cohorts"
  | "quizzes"
  | "assignments"
  | "grades"
  | "reports"
  | "surveys";

/**
 * The pages of one course's teaching area, in the language of the reader: its content, its people, their results, and how much
 * waits in each.
 */
export function teachPages(
  i18n: Pick<I18n, "t" | "format">,
  { course, mayEdit, overview }: StaffPage,
  section: TeachSection,
): AreaPages {
  const { t } = i18n;
  const words = waitingWords(i18n, overview);
  const link = (name: TeachSection, label: string, waiting?: { count: number; words: string }) => ({
    href: teachPath(course.slug, name),
    label,
    current: name === section,
    waiting,
  });
  const forAuthors = <Link>(links: Link[]) => (mayEdit ? links : []);
  const groups: AreaPages["groups"] = [
    { key: "home", links: [link("", t("teach.nav.overview"))] },
    {
      key: "content",
      label: t("teach.nav.group.content"),
      links: [
        ...forAuthors([
          link("content", t("teach.nav.content"), words.gaps),
          link("questions", t("teach.nav.questions")),
        ]),
        link("dates", t("teach.nav.dates")),
        ...forAuthors([link("settings", t("teach.nav.settings"))]),
      ],
    },
    {
      key: "people",
      label: t("teach.nav.group.people"),
      links: [
        link("people", t("enrolment.nav.people")),
        link("people/requests", t("enrolment.nav.requests"), words.requests),
        link("people/invitations", t("enrolment.nav.invitations")),
        link("people/import", t("enrolment.nav.import")),
        link("cohorts", t("teach.nav.cohorts")),
        link("people?names=lost", t("certificates.staff.nav")),
        ...forAuthors([link("people/entry", t("enrolment.nav.entry"))]),
      ],
    },
    {
      key: "results",
      label: t("teach.nav.group.results"),
      links: [
        link("quizzes", t("teach.nav.quizzes"), words.attempts),
        link("assignments", t("teach.nav.assignments"), words.submissions),
        link("grades", t("teach.nav.grades")),
        link("reports", t("teach.nav.reports")),
        link("surveys", t("teach.nav.surveys")),
      ],
    },
    { key: "out", links: [{ href: coursePath(course.slug), label: t("teach.nav.as_learner") }] },
  ];
  return { label: t("teach.nav.title"), groups };
}
