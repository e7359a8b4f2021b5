import { useLoaderData } from "@remix-run/react";
import { page } from "#app/http/page.server.ts";
import { metaOfPlace } from "#app/http/discovery/link-preview.ts";
import { describeSite } from "#app/routes/site/describe-site.server.ts";
import { WhoRuns } from "#app/routes/site/who-runs.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { MarkdownView } from "#app/ui/text/markdown-view.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

export const loader = page(async ({ t, language, site }) => ({
  title: t("site.about.title"),
  site: describeSite(site, language),
}));

export const handle = { map: true };

export const meta = metaOfPlace("/about");

export default function About() {
  const { t } = useI18n();
  const { title, site } = useLoaderData<typeof loader>();
  return (
    <Page>
      <PageHeader title={title} t={t} lede={t("site.about.lede")} />
      {site.isSaid && (
        <section className="section stack" aria-labelledby="who">
          <h2 id="who">{t("site.about.who")}</h2>
          <WhoRuns site={site} />
          {site.about && <MarkdownView html={site.about.html} lang={site.about.language} />}
        </section>
      )}
      <div className="prose section">
        <h2>{t("site.about.convention")}</h2>
        <p>{t("site.about.convention_text")}</p>
        <h2>{t("site.about.roadmap")}</h2>
        <p>{t("site.about.roadmap_text")}</p>
        <p>
          <a href="/roadmap">{t("site.home.list")}</a>
        </p>
        <h2>{t("site.about.here")}</h2>
        <p>{t("site.about.here_text")}</p>
      </div>
    </Page>
  );
}
