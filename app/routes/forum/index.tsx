import { type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { feedLink } from "#app/http/feed-link.ts";
import { page } from "#app/http/page.server.ts";
import { metaOfPlace } from "#app/http/discovery/link-preview.ts";
import { type ForumTab, forumTabs, listForumFor } from "#app/modules/forum/topics/list-forum.server.ts";
import { feedPaths } from "#app/modules/forum/feeds/paths.ts";
import { newSpacePath } from "#app/modules/forum/paths.ts";
import { canMakeSpace } from "#app/modules/forum/policy.ts";
import { listAllSpacesFor } from "#app/modules/forum/spaces/list-spaces.server.ts";
import { findRenamedTag } from "#app/modules/forum/tags/rename-tag.server.ts";
import { SpaceIndex } from "#app/routes/forum/space-index.tsx";
import { forumList, isNarrowed, listPath, readFilter } from "#app/routes/forum/filters/filter.ts";
import { Filters } from "#app/routes/forum/filters/filters.tsx";
import { TopicRows } from "#app/routes/forum/topic-rows.tsx";
import { LinkButton } from "#app/ui/elements/buttons.tsx";
import { EmptyState } from "#app/ui/elements/empty-state.tsx";
import { Pagination } from "#app/ui/elements/pagination.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

export const loader = page(async ({ actor, url, t }) => {
  const asked = url.searchParams.get("tab");
  const tabs = forumTabs.filter((tab) => actor || tab === "latest" || tab === "unanswered");
  const tab: ForumTab = tabs.find((one) => one === asked) ?? "latest";
  const [after, before] = [url.searchParams.get("after"), url.searchParams.get("before")];
  const filter = readFilter(url.searchParams);
  const [list, { groups, archived }] = await Promise.all([
    listForumFor(actor, { tab, after, before, ...filter }),
    listAllSpacesFor(actor),
  ]);
  if (filter.tag !== "" && list.topics.length === 0 && !after && !before) {
    const renamed = await findRenamedTag(actor, filter.tag);
    if (renamed) throw redirect(listPath(tab, { ...filter, tag: renamed }), 301);
  }
  return {
    title: t("forum.index.title"),
    at: new Date(),
    tab,
    tabs,
    filter,
    list,
    groups,
    archived,
    mayMake: canMakeSpace(actor),
  };
});

export const meta: MetaFunction<typeof loader> = (page) => [...metaOfPlace("/forum")(page), feedLink(feedPaths.forum)];

export default function Forum() {
  const { t } = useI18n();
  const { title, groups, archived, mayMake } = useLoaderData<typeof loader>();
  return (
    <Page aside={<SpaceIndex groups={groups} archived={archived} />} asideLabel={t("forum.index.spaces")}>
      <PageHeader
        title={title}
        t={t}
        lede={t("forum.index.lede")}
        team={mayMake ? [{ href: newSpacePath, label: t("forum.make.title") }] : []}
        actions={
          <>
            <LinkButton href="/forum/lobby/new">{t("forum.index.new")}</LinkButton>
            <a href="/forum/tags">{t("forum.tags.title")}</a>
            <a href={feedPaths.forum}>{t("forum.feed.link")}</a>
          </>
        }
      />
      <Topics />
    </Page>
  );
}

const labels = {
  latest: "forum.index.latest",
  unread: "forum.index.unread",
  unanswered: "forum.index.unanswered",
  mine: "forum.index.mine",
} as const;

const empty = {
  latest: "forum.index.no_latest",
  unread: "forum.index.no_unread",
  unanswered: "forum.index.no_unanswered",
  mine: "forum.index.no_mine",
} as const;

function Topics() {
  const { t } = useI18n();
  const { tab, tabs, filter, list, groups, at } = useLoaderData<typeof loader>();
  const isUnanswered = tab === "unanswered";
  return (
    <section className="stack" aria-labelledby="topics">
      <h2 id="topics" className="visually-hidden">
        {t(labels[tab])}
      </h2>
      <nav aria-label={t("forum.index.tabs")}>
        <ul role="list" className="tabs">
          {tabs.map((one) => (
            <li key={one}>
              <a href={listPath(one, filter)} aria-current={one === tab ? "page" : undefined}>
                {t(labels[one])}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <Filters of={forumList(tab)} filter={filter} outputs={groups.flatMap(({ outputCode }) => outputCode ?? [])} />
      {list.topics.length > 0 ? (
        <TopicRows topics={list.topics} at={at} label={t(labels[tab])} showSpace />
      ) : isNarrowed(filter) ? (
        <EmptyState title={t("forum.filter.none")} actions={<a href={listPath(tab, {})}>{t("forum.filter.all")}</a>} />
      ) : (
        <EmptyState title={t(empty[tab])} actions={tab !== "latest" && <a href="/forum">{t(labels.latest)}</a>} />
      )}
      <Pagination
        t={t}
        newerHref={list.previous && listPath(tab, { ...filter, before: list.previous })}
        olderHref={list.next && listPath(tab, { ...filter, after: list.next })}
        newerLabel={isUnanswered ? t("forum.space.older") : undefined}
        olderLabel={isUnanswered ? t("forum.space.newer") : undefined}
      />
    </section>
  );
}
