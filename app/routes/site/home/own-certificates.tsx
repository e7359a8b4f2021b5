import type { MemberHomeData } from "#app/routes/site/home/member-data.server.ts";
import { Facts } from "#app/ui/elements/card-list.tsx";
import { SideLinks, SidePanel } from "#app/ui/shell/side-panel.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { UserText } from "#app/ui/text/user-text.tsx";

/** The certificates that somebody holds, each with its document. */
export function OwnCertificates({ certificates }: { certificates: MemberHomeData["certificates"] }) {
  const { t, format } = useI18n();
  if (certificates.length === 0) return null;
  return (
    <SidePanel title={t("accounts.me.certificates")}>
      <SideLinks
        items={certificates.map(({ serial, courseTitle, language, issuedAt, lost }) => ({
          href: `/certificates/${serial}`,
          label: <UserText lang={language}>{courseTitle}</UserText>,
          note: (
            <Facts
              items={[
                format.date(issuedAt),
                <a key="pdf" href={`/certificates/${serial}.pdf`}>
                  PDF
                </a>,
                lost.length > 0 && t("certificates.own.outdated_title"),
              ]}
            />
          ),
        }))}
      />
    </SidePanel>
  );
}
