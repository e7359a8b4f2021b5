import { useLoaderData } from "@remix-run/react";
import { page } from "#app/http/page.server.ts";
import { pageTitleOfPlace } from "#app/http/page-title.ts";
import { charterPath } from "#app/modules/forum/paths.ts";
import { canFacilitate } from "#app/modules/forum/policy.ts";
import { getCharterFor } from "#app/modules/forum/spaces/charter.server.ts";
import { spaceCrumbs, spaceName } from "#app/routes/forum/labels.ts";
import { EmptyState } from "#app/ui/elements/empty-state.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { MarkdownView } from "#app/ui/text/markdown-view.tsx";
import { charterLanguage, CharterLanguages } from "./charter-languages.tsx";

export const loader = page(async ({ actor, param, url, language: spoken, t }) => {
  const language = charterLanguage(url, spoken);
  const found = await getCharterFor(actor, param("code"), language);
  const { space } = found;
  const name = spaceName(space, t);
  return { title: t("forum.charter.title"), name, language, ...found, mayEdit: canFacilitate(actor, space.code) };
});

export const meta = pageTitleOfPlace;

/** What a space is for and how people talk there, in whole. */
export default function Charter() {
  const { t } = useI18n();
  const { title, space, charter, language, languages, mayEdit } = useLoaderData<typeof loader>();
  const shown = charter?.language ?? language;
  return (
    <Page width="narrow">
      <PageHeader
        title={title}
        t={t}
        breadcrumbs={spaceCrumbs(space, t)}
        team={mayEdit ? [{ href: charterPath(space.code, "edit", shown), label: t("forum.team.charter") }] : []}
      />
      <CharterLanguages languages={languages} shown={shown} />
      {charter ? (
        <MarkdownView html={charter.html} lang={charter.language} />
      ) : (
        <EmptyState title={t("forum.charter.none")} />
      )}
      <p className="small">
        <a href={charterPath(space.code, "history", shown)}>{t("forum.charter.history")}</a>
      </p>
    </Page>
  );
}
