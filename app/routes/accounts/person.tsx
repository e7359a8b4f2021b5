import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { page } from "#app/http/page.server.ts";
import { titled } from "#app/http/page-title.ts";
import { shortTitle } from "#app/i18n/short-titles.ts";
import { isolate } from "#app/lib/isolate.ts";
import { countryName } from "#app/modules/accounts/countries.ts";
import { roleNames } from "#app/modules/accounts/role-labels.ts";
import { appealPath, newCasePath, reportPath } from "#app/modules/moderation/paths.ts";
import { loadPerson } from "#app/routes/accounts/person-data.server.ts";
import { Writing, Teaching } from "#app/routes/accounts/person-work.tsx";
import { Chip } from "#app/ui/elements/badges.tsx";
import { LinkButton } from "#app/ui/elements/buttons.tsx";
import { DefinitionList } from "#app/ui/elements/definition-list.tsx";
import { Notice } from "#app/ui/elements/notices.tsx";
import { Face } from "#app/ui/elements/face.tsx";
import { Road } from "#app/ui/road/road.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

export const loader = page(loadPerson);

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  { title: titled(data?.profile.name, matches) },
];

export default function Person() {
  const { t, format, language } = useI18n();
  const { profile, isSelf, isMember, mayManage, mayModerate, work } = useLoaderData<typeof loader>();
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
        team={[
          ...(mayManage ? [{ href: `/admin/people/${profile.handle}`, label: t("accounts.person.manage") }] : []),
          ...(mayModerate ? [{ href: `/people/${profile.handle}/record`, label: t("accounts.person.record") }] : []),
        ]}
        actions={isSelf ? <a href="/me/settings/profile">{t("accounts.person.edit")}</a> : undefined}
      />
      {profile.isWithdrawn && (
        <Notice
          tone="warning"
          actions={<a href={appealPath({ kind: "profile", id: profile.handle })}>{t("forum.post.why_gone")}</a>}
        >
          {t("accounts.person.withdrawn")} {profile.isRenamed && t("accounts.person.renamed")}
        </Notice>
      )}
      {profile.about && (
        <p dir="auto" className="prose">
          {profile.about}
        </p>
      )}
      <DefinitionList
        items={[
          { term: t("ui.field.country"), value: countryName(profile.country, language) },
          { term: t("accounts.field.institution"), value: profile.institution && <bdi>{profile.institution}</bdi> },
          {
            term: t("accounts.page.themes"),
            value: profile.themes.length > 0 && (
              <div className="cluster">
                <Road codes={profile.themes} titled />
              </div>
            ),
          },
          { term: t("accounts.page.languages"), value: format.list(profile.spoken.map(format.languageName)) },
          { term: t("accounts.person.since"), value: format.date(profile.createdAt) },
        ].filter(({ value }) => value !== false)}
      />
      {profile.mayAsk && <Ask />}
      {work.courses.length + work.webinars.length > 0 && <Teaching />}
      {work.topics.length > 0 && <Writing />}
      {isMember && !isSelf && <KeepAway />}
    </Page>
  );
}

/** Leads to muting and blocking, or says which of them one has chosen. */
function KeepAway() {
  const { t } = useI18n();
  const { profile, mayModerate } = useLoaderData<typeof loader>();
  const { handle, keptAway } = profile;
  return (
    <p className="section cluster small">
      {keptAway && <Chip>{t(keptAway === "block" ? "accounts.block.blocked" : "accounts.mute.muted")}</Chip>}
      {keptAway !== "block" && (
        <a href={`/people/${handle}/mute`}>{t(keptAway ? "accounts.mute.unmute" : "accounts.mute.mute")}</a>
      )}
      <a href={`/people/${handle}/block`}>
        {t(keptAway === "block" ? "accounts.block.unblock" : "accounts.block.block")}
      </a>
      <a href={reportPath({ kind: "profile", id: handle })}>{t("accounts.person.report")}</a>
      {mayModerate && <a href={newCasePath({ kind: "profile", id: handle })}>{t("accounts.person.moderate")}</a>}
    </p>
  );
}

/** Leads to a new topic that names this person, in a space of their themes, in the lobby, or in another one. */
function Ask() {
  const { t } = useI18n();
  const { profile } = useLoaderData<typeof loader>();
  const name = isolate(profile.name);
  const hrefOf = (code: string) => `/forum/${code}/new?to=${profile.handle}`;
  return (
    <section className="section stack" aria-labelledby="ask">
      <h2 id="ask">{t("accounts.person.ask", { name })}</h2>
      <p className="measure soft">{t("accounts.person.ask_how")}</p>
      {profile.themes.length === 0 ? (
        <LinkButton href={hrefOf("lobby")}>{t("roadmaps.activity.ask")}</LinkButton>
      ) : (
        <ul role="list" className="stack stack-tight">
          {[...profile.themes, "lobby"].map((code) => (
            <li key={code}>
              <a href={hrefOf(code)}>
                {code === "lobby"
                  ? t("accounts.person.ask_lobby")
                  : t("accounts.person.ask_about", { activity: isolate(`${code} ${shortTitle(code, t)}`) })}
              </a>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
