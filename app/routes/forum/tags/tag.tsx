import { type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { page } from "#app/http/page.server.ts";
import { feedLink } from "#app/http/feed-link.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { notFound } from "#app/infra/app-error.ts";
import { isolate } from "#app/lib/isolate.ts";
import { feedPaths } from "#app/modules/forum/feeds/paths.ts";
import { getTagLevel } from "#app/modules/forum/levels/list-levels.server.ts";
import { findRenamedTag, mayRenameTag } from "#app/modules/forum/tags/rename-tag.server.ts";
import { tagOf, tagPath } from "#app/modules/forum/tag.ts";
import { listForumFor } from "#app/modules/forum/topics/list-forum.server.ts";
import { LevelMenu } from "#app/routes/forum/levels/level-menu.tsx";
import { TopicRows } from "#app/routes/forum/topic-rows.tsx";
import { Pagination } from "#app/ui/elements/pagination.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

export const loader = page(async ({ actor, param, url, t }) => {
  const tag = tagOf(param("tag"));
  if (tag !== "" && tag !== param("tag")) throw redirect(tagPath(tag) + url.search, 301);
  const [after, before] = [url.searchParams.get("after"), url.searchParams.get("before")];
  const [list, level] = await Promise.all([listForumFor(actor, { tag, after, before }), getTagLevel(actor, tag)]);
  if (tag === "" || (list.topics.length === 0 && !after && !before)) {
    const renamed = await findRenamedTag(actor, tag);
    if (renamed) throw redirect(tagPath(renamed) + url.search, 301);
    // A tag of nothing that one may read does not exist.
    throw notFound();
  }
  return {
    title: t("forum.tags.topics", { tag: isolate(`#${tag}`) }),
    tag,
    list,
    level: actor && level,
    mayRename: await mayRenameTag(actor, tag),
    at: new Date(),
  };
});

export const meta: MetaFunction<typeof loader> = (page) => [
  ...pageTitle(page),
  ...(page.data ? [feedLink(feedPaths.tag(page.data.tag))] : []),
];

export default function TopicsOfTag() {
  const { t } = useI18n();
  const { title, tag, list, level, mayRename, at } = useLoaderData<typeof loader>();
  const crumbs = [
    { label: t("forum.index.title"), href: "/forum" },
    { label: t("forum.tags.title"), href: "/forum/tags" },
  ];
  return (
    <Page>
      <PageHeader
        title={title}
        t={t}
        breadcrumbs={crumbs}
        team={mayRename ? [{ href: `${tagPath(tag)}/rename`, label: t("forum.tags.rename") }] : []}
        actions={level && <LevelMenu action={`${tagPath(tag)}/follow`} level={level} />}
      />
      <TopicRows topics={list.topics} at={at} label={title} headingLevel={2} showSpace />
      <Pagination
        t={t}
        newerHref={list.previous && `${tagPath(tag)}?before=${list.previous}`}
        olderHref={list.next && `${tagPath(tag)}?after=${list.next}`}
      />
    </Page>
  );
}
