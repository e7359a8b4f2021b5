import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { page } from "#app/http/page.server.ts";
import { countryName } from "#app/modules/accounts/countries.ts";
import { getProfileFor } from "#app/modules/accounts/save-profile.server.ts";
import { roleNames } from "#app/modules/accounts/role-labels.ts";
import { Face } from "#app/ui/elements/face.tsx";
import { Chip } from "#app/ui/elements/badges.tsx";
import { DefinitionList } from "#app/ui/elements/definition-list.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";

export const loader = page(async ({ actor, param, language }) => {
  const profile = await getProfileFor(actor, param("handle"));
  return { profile, country: countryName(profile.country, language), isSelf: actor?.handle === profile.handle };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.profile.name} · Crossroads` }];

export default function Person() {
  const { t, format } = useI18n();
  const { profile, country, isSelf } = useLoaderData<typeof loader>();
  return (
    <Page>
      <PageHeader
        title={profile.name}
        t={t}
        kicker={
          <>
            <Face {...profile} size="large" />
            {profile.role !== "member" && <Chip>{t(roleNames[profile.role])}</Chip>}
          </>
        }
        actions={isSelf ? <a href="/me/settings/profile">{t("accounts.person.edit")}</a> : undefined}
      />
      <DefinitionList
        items={[
          { term: t("accounts.field.country"), value: country },
          { term: t("accounts.field.institution"), value: profile.institution && <bdi>{profile.institution}</bdi> },
          { term: t("accounts.person.since"), value: format.date(profile.createdAt) },
        ]}
      />
      {profile.about && (
        <p dir="auto" className="prose">
          {profile.about}
        </p>
      )}
    </Page>
  );
}
