import { coursePath } from "#app/modules/learning/courses/paths.ts";
import type { OwnInvitation } from "#app/modules/learning/enrolment/accept-own-invitation.server.ts";
import { CardList, Facts } from "#app/ui/elements/card-list.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

/** The courses that the reader is invited to and has not entered, wherever the mail went. */
export function OwnInvitations({ invitations }: { invitations: OwnInvitation[] }) {
  const { t, format } = useI18n();
  if (invitations.length === 0) return null;
  return (
    <section className="stack">
      <h2>{t("enrolment.own.invitations")}</h2>
      <CardList
        items={invitations.map(({ slug, title, cohort, expiresAt }) => ({
          key: slug,
          title: title.text,
          lang: title.language,
          href: coursePath(slug),
          meta: (
            <Facts
              items={[
                cohort && <bdi key="cohort">{cohort}</bdi>,
                t("enrolment.own.invited_until", { date: format.date(expiresAt) }),
              ]}
            />
          ),
        }))}
      />
    </section>
  );
}
