import { useLoaderData } from "@remix-run/react";
import { page } from "#app/http/page.server.ts";
import { metaOfPlace } from "#app/http/discovery/link-preview.ts";
import { tagOf, tagPath } from "#app/modules/forum/tag.ts";
import { listTagsFor } from "#app/modules/forum/tags/list-tags.server.ts";
import { EmptyState } from "#app/ui/elements/empty-state.tsx";
import { Pagination } from "#app/ui/elements/pagination.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

export const loader = page(async ({ actor, url, t }) => {
  const after = tagOf(url.searchParams.get("after") ?? "");
  return { title: t("forum.tags.title"), after, ...(await listTagsFor(actor, { after })) };
});

export const meta = metaOfPlace("/forum/tags");

export default function Tags() {
  const { t } = useI18n();
  const { title, tags, after, next } = useLoaderData<typeof loader>();
  return (
    <Page>
      <PageHeader
        title={title}
        t={t}
        breadcrumbs={[{ label: t("forum.index.title"), href: "/forum" }]}
        lede={t("forum.tags.lede")}
      />
      {tags.length === 0 && (
        <EmptyState title={t("forum.tags.none")} actions={<a href="/forum">{t("forum.index.latest")}</a>} />
      )}
      <ul role="list" className="stack">
        {tags.map(({ tag, count }) => (
          <li key={tag}>
            <a href={tagPath(tag)}>
              <bdi>#{tag}</bdi>
            </a>{" "}
            <span className="soft">{t("forum.space.topics", { count })}</span>
          </li>
        ))}
      </ul>
      <Pagination
        t={t}
        newerHref={after ? "/forum/tags" : null}
        olderHref={next && `/forum/tags?after=${encodeURIComponent(next)}`}
        newerLabel={t("forum.tags.first")}
        olderLabel={t("forum.tags.more")}
      />
    </Page>
  );
}
