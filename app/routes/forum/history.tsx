import { useLoaderData } from "@remix-run/react";
import { page } from "#app/http/page.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { replyNumberOf, replyPath } from "#app/modules/forum/paths.ts";
import { getHistoryFor } from "#app/modules/forum/posting/get-post-history.server.ts";
import { tellAuthor } from "#app/routes/forum/states/tell-author.server.ts";
import { isolate } from "#app/lib/isolate.ts";
import { Difference } from "#app/ui/text/difference.tsx";
import { VersionList } from "#app/ui/text/version-list.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";

export const loader = page(async ({ actor, param, url, t }) => ({
  title: t("forum.history.title"),
  ...(await tellAuthor(getHistoryFor(actor, param("id"), replyNumberOf(url.searchParams.get("version"))))),
}));

export const meta = pageTitle;

export default function History() {
  const { t, format } = useI18n();
  const { title, post, versions, shown } = useLoaderData<typeof loader>();
  const { topic, number } = post;
  const words = { added: t("forum.history.added"), removed: t("forum.history.removed") };
  return (
    <Page>
      <PageHeader
        title={title}
        t={t}
        breadcrumbs={[{ label: topic.title, href: replyPath(topic, number) }]}
        lede={t("forum.history.lede", {
          number,
          name: isolate(post.author.name),
          date: format.dateTime(post.createdAt),
        })}
      />
      {!shown && <p>{t("forum.history.none")}</p>}
      {shown && <VersionList versions={versions} shown={shown.version} href={(version) => `?version=${version}`} />}
      {shown && (
        <section className="section" aria-labelledby="changes">
          <h2 id="changes">{t("forum.history.changes")}</h2>
          <p className="soft">{t("forum.history.legend")}</p>
          {shown.title && <Difference parts={shown.title} lang={topic.language} dir="auto" words={words} />}
          <Difference parts={shown.parts} lang={post.language} dir="auto" words={words} />
        </section>
      )}
    </Page>
  );
}
