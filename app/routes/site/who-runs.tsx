import type { SiteLogo as Logo } from "#app/infra/site.ts";
import { SiteLogo } from "#app/ui/elements/site-logo.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { UserText } from "#app/ui/text/user-text.tsx";

type WhoRunsProps = { site: { organisation: string; contact: string; logo: Logo | null } };

/** Logo, name and address of those who run the site. */
export function WhoRuns({ site: { organisation, contact, logo } }: WhoRunsProps) {
  const { t } = useI18n();
  return (
    <div className="who-runs">
      {logo && <SiteLogo logo={logo} alt="" />}
      <div>
        {organisation && (
          <p className="who-runs-name">
            <UserText>{organisation}</UserText>
          </p>
        )}
        {contact && (
          <p>
            {t("site.about.contact")}
            {t("ui.text.colon")}{" "}
            <a href={`mailto:${contact}`} dir="ltr">
              {contact}
            </a>
          </p>
        )}
      </div>
    </div>
  );
}
