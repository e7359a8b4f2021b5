import { teachPath } from "#app/modules/learning/courses/paths.ts";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { SideLinks, SidePanel } from "#app/ui/shell/side-panel.tsx";

type PeopleNavProps = {
  courseSlug: string;
  current: "" | "?names=lost" | "requests" | "invitations" | "import" | "entry";
  /** How many wait for an answer or a place. */
  requests?: number;
  /** Authors decide how people come in. */
  mayEdit: boolean;
};

/** The pages about the people of a course. */
export function PeopleNav({ courseSlug, current, requests, mayEdit }: PeopleNavProps) {
  const { t } = useI18n();
  const pages = [
    { name: "", label: t("enrolment.nav.people") },
    {
      name: "requests",
      label: t("enrolment.nav.requests"),
      note: requests ? t("enrolment.nav.open", { count: requests }) : null,
    },
    { name: "invitations", label: t("enrolment.nav.invitations") },
    { name: "import", label: t("enrolment.nav.import") },
    { name: "?names=lost", label: t("certificates.staff.nav") },
    ...(mayEdit ? [{ name: "entry", label: t("enrolment.nav.entry") }] : []),
  ];
  return (
    <SidePanel title={t("teach.nav.people")}>
      <SideLinks
        items={pages.map(({ name, label, ...rest }) => ({
          href: teachPath(courseSlug, `people${name === "" || name.startsWith("?") ? name : `/${name}`}`),
          label,
          current: name === current,
          ...rest,
        }))}
      />
    </SidePanel>
  );
}
