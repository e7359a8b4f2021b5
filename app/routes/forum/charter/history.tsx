import { useLoaderData } from "@remix-run/react";
import { page } from "#app/http/page.server.ts";
import { pageTitleOfPlace } from "#app/http/page-title.ts";
import { languages } from "#app/i18n/languages.ts";
import { replyNumberOf } from "#app/modules/forum/paths.ts";
import { getCharterHistory } from "#app/modules/forum/spaces/charter.server.ts";
import { spaceName } from "#app/routes/forum/labels.ts";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { Difference } from "#app/ui/text/difference.tsx";
import { VersionList } from "#app/ui/text/version-list.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { charterCrumbs, charterLanguage, CharterLanguages } from "./charter-languages.tsx";

export const loader = page(async ({ actor, param, url, language: spoken, t }) => {
  const language = charterLanguage(url, spoken);
  const version = replyNumberOf(url.searchParams.get("version"));
  const found = await getCharterHistory(actor, param("code"), language, version);
  return { title: t("forum.charter.history"), name: spaceName(found.space, t), language, ...found };
});

export const meta = pageTitleOfPlace;

/** What the charter of a space said before in one language, and what changed, for whoever sees the space. */
export default function CharterHistory() {
  const { t } = useI18n();
  const { title, space, language, versions, shown } = useLoaderData<typeof loader>();
  const words = { added: t("forum.history.added"), removed: t("forum.history.removed") };
  return (
    <Page>
      <PageHeader title={title} t={t} breadcrumbs={charterCrumbs(space, language, t)} />
      <CharterLanguages languages={languages} shown={language} />
      {!shown && <p>{t("forum.charter.unchanged")}</p>}
      {shown && (
        <>
          <VersionList
            versions={versions}
            shown={shown.version}
            href={(version) => `?in=${language}&version=${version}`}
          />
          <section className="section" aria-labelledby="changes">
            <h2 id="changes">{t("forum.history.changes")}</h2>
            <p className="soft">{t("forum.history.legend")}</p>
            <Difference parts={shown.parts} lang={language} dir="auto" words={words} />
          </section>
        </>
      )}
    </Page>
  );
}
