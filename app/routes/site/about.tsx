import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { page } from "#app/http/page.server.ts";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";

export const loader = page(async ({ t }) => ({ title: t("site.about.title") }));

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title} · Crossroads` }];

export default function About() {
  const { t } = useI18n();
  const { title } = useLoaderData<typeof loader>();
  return (
    <Page>
      <PageHeader title={title} t={t} lede={t("site.about.lede")} />
      <div className="prose">
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
