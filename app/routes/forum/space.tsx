import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { page } from "#app/http/page.server.ts";
import { feedLink } from "#app/http/feed-link.ts";
import { pictureOfPlace, sharedAs } from "#app/http/discovery/link-preview.ts";
import { titled } from "#app/http/page-title.ts";
import { feedPaths } from "#app/modules/forum/feeds/paths.ts";
import { charterPath, spacePath } from "#app/modules/forum/paths.ts";
import { LevelMenu } from "#app/routes/forum/levels/level-menu.tsx";
import { doorMarks, settingsLink, wishesLink } from "#app/routes/forum/members/door.ts";
import { isNarrowed, narrowedPath } from "#app/routes/forum/filters/filter.ts";
import { Filters } from "#app/routes/forum/filters/filters.tsx";
import { Around } from "#app/routes/forum/spaces/around.tsx";
import { Near } from "#app/routes/forum/near/near.tsx";
import { TopicRows } from "#app/routes/forum/topic-rows.tsx";
import { ArchivedNotice } from "#app/routes/forum/spaces/archived-notice.tsx";
import { loadSpace } from "#app/routes/forum/spaces/space-data.server.ts";
import { kindWords } from "./labels.ts";
import { Chip } from "#app/ui/elements/badges.tsx";
import { Road } from "#app/ui/road/road.tsx";
import { Button, LinkButton } from "#app/ui/elements/buttons.tsx";
import { EmptyState } from "#app/ui/elements/empty-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { UserText } from "#app/ui/text/user-text.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { Pagination } from "#app/ui/elements/pagination.tsx";

export const loader = page(loadSpace);

export const meta: MetaFunction<typeof loader> = (args) => {
  const { data, matches } = args;
  if (!data) return [{ title: titled(undefined, matches) }];
  const { code, activityCode, outputCode, joinMode } = data.space;
  const title = `${activityCode ?? ""} ${data.title}`.trim();
  const picture = pictureOfPlace(activityCode ?? outputCode, code);
  return [
    { title: titled(title, matches) },
    ...sharedAs(args, { path: spacePath(code), title, languages: activityCode ? "all" : [], picture }),
    ...(joinMode === "members" ? [] : [feedLink(feedPaths.space(code))]),
  ];
};

export default function SpacePage() {
  const { t } = useI18n();
  const view = useLoaderData<typeof loader>();
  const { space, title, writes, mayFacilitate, people, isGuest, near, onActivity, at } = view;
  const path = spacePath(space.code);
  const road = space.activityCode ?? space.outputCode;
  const mark = doorMarks[space.joinMode];
  return (
    <Page
      aside={<Around {...view} onActivity={near ? null : onActivity} filter={view.narrowing} />}
      asideLabel={t("forum.space.around")}
    >
      <PageHeader
        title={title}
        t={t}
        breadcrumbs={[{ label: t("forum.index.title"), href: "/forum" }]}
        kicker={
          (space.activityCode || space.kind !== "roadmap" || mark) && (
            <>
              {road && <Road codes={road} />}
              {space.kind !== "roadmap" && <Chip>{t(kindWords[space.kind])}</Chip>}
              {space.wording === "provisional" && <Chip tone="warn">{t("ui.activity.provisional")}</Chip>}
              {mark && <Chip>{t(mark)}</Chip>}
              {space.archivedAt !== null && <Chip tone="warn">{t("forum.archived.chip")}</Chip>}
            </>
          )
        }
        lede={
          <>
            {space.charter && <UserText lang={space.charter.language}>{space.charter.text}</UserText>}{" "}
            {space.charter?.hasMore && <a href={charterPath(space.code)}>{t("forum.charter.read")}</a>}
          </>
        }
        team={
          mayFacilitate
            ? [
                settingsLink(space.code, t),
                { href: charterPath(space.code, "edit"), label: t("forum.team.charter") },
                { href: "/facilitation", label: t("forum.team.facilitation") },
                ...(people.waiting > 0 ? [wishesLink(space.code, people.waiting, t)] : []),
              ]
            : []
        }
        actions={
          <>
            {writes && (
              <LinkButton variant="primary" href={`${path}/new`}>
                {t("forum.space.new")}
              </LinkButton>
            )}
            <JoinStep />
            {!isGuest && <LevelMenu action={`${path}/follow`} level={space.level} />}
          </>
        }
      />
      <ArchivedNotice at={space.archivedAt} reason={space.archivedReason} />
      <Topics />
      {near && <Near space={space} topics={near} {...onActivity} at={at} />}
    </Page>
  );
}

/** The way in, for whoever is not in the space. */
function JoinStep() {
  const { t } = useI18n();
  const { space, people, isGuest, isMember, writes } = useLoaderData<typeof loader>();
  const path = `${spacePath(space.code)}/join`;
  if (space.archivedAt !== null) return null;
  if (isMember || (space.joinMode === "members" && !people.wishedAt)) return null;
  if (people.wishedAt) return <LinkButton href={path}>{t("forum.join.asked_link")}</LinkButton>;
  if (space.joinMode === "open" && !isGuest) {
    return (
      <form method="post" action={path}>
        <Button name="intent" value="join">
          {t("forum.join.join")}
        </Button>
      </form>
    );
  }
  return (
    <LinkButton variant={writes ? "secondary" : "primary"} href={path}>
      {t(space.joinMode === "open" ? "forum.join.join" : "forum.join.ask")}
    </LinkButton>
  );
}

function Topics() {
  const { t } = useI18n();
  const { space, list, filter, of, narrowing, at } = useLoaderData<typeof loader>();
  const { path } = of;
  const filters = [
    {
      key: "all",
      href: narrowedPath({ path, own: {} }, narrowing),
      label: t("forum.space.all", { count: space.topicCount }),
    },
    {
      key: "unanswered",
      href: narrowedPath({ path, own: { filter: "unanswered" } }, narrowing),
      label: t("forum.space.unanswered", { count: space.unansweredCount }),
    },
  ];
  return (
    <section className="section" aria-labelledby="topics">
      <h2 id="topics">{t("forum.space.list")}</h2>
      {space.archivedAt === null && (space.unansweredCount > 0 || filter === "unanswered") && (
        <nav aria-label={t("forum.space.filter")}>
          <ul role="list" className="tabs">
            {filters.map(({ key, href, label }) => (
              <li key={key}>
                <a href={href} aria-current={key === filter ? "page" : undefined}>
                  {label}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {(space.topicCount > 1 || isNarrowed(narrowing)) && <Filters of={of} filter={narrowing} />}
      {list.topics.length === 0 && <NoTopics />}
      {list.topics.length > 0 && <TopicRows topics={list.topics} at={at} label={t("forum.space.list")} />}
      <Pagination
        t={t}
        newerHref={list.previous && narrowedPath(of, { ...narrowing, before: list.previous })}
        olderHref={list.next && narrowedPath(of, { ...narrowing, after: list.next })}
        newerLabel={filter === "unanswered" ? t("forum.space.older") : undefined}
        olderLabel={filter === "unanswered" ? t("forum.space.newer") : undefined}
      />
    </section>
  );
}

function NoTopics() {
  const { t } = useI18n();
  const { space, writes, of, narrowing } = useLoaderData<typeof loader>();
  if (isNarrowed(narrowing)) {
    return (
      <EmptyState title={t("forum.filter.none")} actions={<a href={narrowedPath(of, {})}>{t("forum.filter.all")}</a>} />
    );
  }
  if (space.topicCount > 0) {
    return (
      <EmptyState
        title={t("forum.space.all_answered")}
        actions={<a href={spacePath(space.code)}>{t("forum.space.show_all")}</a>}
      />
    );
  }
  return (
    <EmptyState
      title={t("forum.space.empty")}
      actions={writes && <a href={`${spacePath(space.code)}/new`}>{t("forum.space.begin")}</a>}
    >
      {t("forum.space.empty_text")}
    </EmptyState>
  );
}
