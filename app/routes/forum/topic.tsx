import { type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { page } from "#app/http/page.server.ts";
import { feedLink } from "#app/http/feed-link.ts";
import { pictureOfPlace, sharedAs } from "#app/http/discovery/link-preview.ts";
import { titled } from "#app/http/page-title.ts";
import { feedPaths } from "#app/modules/forum/feeds/paths.ts";
import { goneTopicWords } from "#app/modules/forum/post-state.ts";
import { appealPath } from "#app/modules/moderation/paths.ts";
import { newReplies, replyPath, spacePath, topicPath } from "#app/modules/forum/paths.ts";
import { ClosedNotice } from "#app/routes/forum/facilitating/closed-notice.tsx";
import { TopicLevelPanel } from "#app/routes/forum/levels/topic-level-panel.tsx";
import { postForm } from "#app/routes/forum/post-actions/reaction-buttons.tsx";
import { Posts } from "#app/routes/forum/posts.tsx";
import { ReplyComposer } from "#app/routes/forum/reply-composer.tsx";
import { UnreadPanel } from "#app/routes/forum/unread-panel.tsx";
import { loadTopic, type TopicView } from "#app/routes/forum/topic-data.server.ts";
import { tellAuthor } from "./states/tell-author.server.ts";
import { TopicTags } from "./tags/topic-tags.tsx";
import { SealedNotice } from "./sealed/sealed-notice.tsx";
import { spaceCrumbs } from "./labels.ts";
import { Facts } from "#app/ui/elements/card-list.tsx";
import { Chip } from "#app/ui/elements/badges.tsx";
import { Road } from "#app/ui/road/road.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Island } from "#app/ui/islands/island.tsx";
import { Notice } from "#app/ui/elements/notices.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { Pagination } from "#app/ui/elements/pagination.tsx";
import { SideLinks, SidePanel } from "#app/ui/shell/side-panel.tsx";
import { Time } from "#app/ui/text/time.tsx";
import type { Translate } from "#app/ui/text/translate.ts";
import { UserText } from "#app/ui/text/user-text.tsx";

export const loader = page(async (request) => {
  const view = await tellAuthor(loadTopic(request));
  // The number decides; an old or mistyped slug leads to the right one.
  if (request.param("slug") !== view.topic.slug) throw redirect(topicPath(view.topic) + request.url.search, 301);
  return view;
});

export const meta: MetaFunction<typeof loader> = (args) => {
  const { data, matches } = args;
  if (!data) return [{ title: titled(undefined, matches) }];
  const { title, activityCode, spaceCode, publicId } = data.topic;
  const query = data.before === null ? "" : `?after=${data.before - 1}`;
  const heading = { title: titled(title, matches) };
  // For programs, which come as guests; whoever is signed in has more to load already.
  if (!data.about) return [heading];
  const about = { ...data.about, picture: pictureOfPlace(activityCode, spaceCode) };
  const shared = { path: topicPath(data.topic) + query, type: "article", ...about } as const;
  return [heading, ...sharedAs(args, shared), feedLink(feedPaths.topic(publicId))];
};

export const handle = { talk: true };

export default function TopicPage() {
  const { t, format } = useI18n();
  const { topic, posts, before, after, missing, reader, mayFollow, mayFacilitate, at } = useLoaderData<typeof loader>();
  const path = topicPath(topic);
  const space = { code: topic.spaceCode, activityCode: topic.activityCode, name: topic.spaceName };
  const firstNew = reader && (newReplies(reader.lastRead, topic)?.first ?? null);
  const isNewHere = firstNew !== null && posts.some(({ number }) => number === firstNew);
  return (
    <Page aside={<Around />} asideLabel={t("forum.space.around")}>
      <PageHeader
        title={topic.title}
        lang={topic.language}
        t={t}
        breadcrumbs={spaceCrumbs(space, t)}
        kicker={
          <>
            {topic.activityCode && <Road codes={topic.activityCode} />}
            {topic.isPinned && <Chip>{t("forum.topic.pinned")}</Chip>}
            {topic.closedAt && <Chip>{t("forum.topic.closed")}</Chip>}
            {topic.firstAnswer === 0 && !topic.closedAt && <Chip>{t("forum.topic.unanswered")}</Chip>}
          </>
        }
        meta={
          <Facts
            items={[
              t("forum.topic.replies", { count: topic.replyCount }),
              <Time
                key="begun"
                iso={topic.createdAt.toISOString()}
                text={format.date(topic.createdAt)}
                relative={format.relative(topic.createdAt, at)}
              />,
            ]}
          />
        }
        team={mayFacilitate ? facilitatorActions(topic, t) : []}
        actions={
          firstNew !== null &&
          !isNewHere && <a href={replyPath(topic, firstNew)}>{t("forum.topic.first_new", { number: firstNew })}</a>
        }
      />
      <TopicTags />
      {topic.state !== "visible" && <TopicState />}
      <ClosedNotice />
      <SealedNotice />
      {missing !== null && <Notice>{t("forum.topic.missing", { number: missing })}</Notice>}
      <Posts />
      {mayFollow && <form method="post" id={postForm} hidden />}
      <Pagination
        t={t}
        newerHref={before !== null ? `${path}?before=${before}` : null}
        olderHref={after !== null ? `${path}?after=${after}` : null}
        newerLabel={t("forum.topic.earlier")}
        olderLabel={t("forum.topic.later")}
      />
      {topic.state === "visible" && <Live />}
      <ReplyComposer lastOnPage={posts.at(-1)?.number ?? 0} />
      <Island name="forum-topic" />
    </Page>
  );
}

function facilitatorActions(
  { publicId, replyCount, isPinned, closedAt, consultation, isArchived }: TopicView["topic"],
  t: Translate,
) {
  const base = `/topics/${publicId}`;
  const lead = {
    href: `${base}/consultation/lead`,
    label: consultation ? t("forum.consultation.lead_title") : t("forum.consultation.make_title"),
  };
  return [
    ...(consultation || !isArchived ? [lead] : []),
    { href: `${base}/pin`, label: isPinned ? t("forum.team.unpin") : t("forum.team.pin") },
    { href: `${base}/close`, label: closedAt ? t("forum.team.reopen") : t("forum.team.close") },
    { href: `${base}/move`, label: t("forum.team.move") },
    ...(isArchived ? [] : [{ href: `${base}/merge`, label: t("forum.team.merge") }]),
    ...(replyCount > 0 && !isArchived ? [{ href: `${base}/split`, label: t("forum.team.split") }] : []),
  ];
}

/** Why nobody else sees the topic, and the way back for whoever may go it. */
function TopicState() {
  const { t } = useI18n();
  const { topic, mayRestore, mayAppeal } = useLoaderData<typeof loader>();
  if (topic.state === "visible") return null;
  const link =
    (mayRestore && <a href={`/replies/${topic.openingId}/restore`}>{t("forum.post.restore")}</a>) ||
    (mayAppeal && topic.openingId && (
      <a href={appealPath({ kind: "reply", id: topic.openingId })}>{t("forum.post.why_gone")}</a>
    ));
  return (
    <Notice tone="warning" actions={link}>
      {t(goneTopicWords[topic.state])} {t("forum.topic.out_of_sight")}{" "}
      {topic.stateReason && <bdi>{topic.stateReason}</bdi>}
    </Notice>
  );
}

/** Says when others have replied meanwhile, and reports what was on screen. */
function Live() {
  const { topic, reader, readTo, after } = useLoaderData<typeof loader>();
  const base = `/topics/${topic.publicId}`;
  const marks = `marks=${reader?.unreadMarks ?? 0}`;
  return (
    <>
      <forum-topic
        class="live"
        role="status"
        data-changes={after === null ? `${base}/changes.json?after=${topic.lastReplyNumber}` : undefined}
        data-read={readTo === null ? undefined : `${base}/read?${marks}`}
      />
      {readTo !== null && (
        <noscript>
          <img src={`${base}/read?number=${readTo}&${marks}`} alt="" width="1" height="1" />
        </noscript>
      )}
    </>
  );
}

function Around() {
  const { t } = useI18n();
  const { topic } = useLoaderData<typeof loader>();
  const output = topic.outputCode ?? undefined;
  return (
    <>
      <TopicLevelPanel />
      <UnreadPanel />
      {topic.activityCode && (
        <SidePanel title={t("forum.space.on_activity")} output={output}>
          <SideLinks
            items={[
              { href: `/roadmap/${topic.activityCode}`, label: t("forum.space.activity") },
              { href: spacePath(topic.spaceCode), label: t("forum.topic.all_here") },
            ]}
          />
        </SidePanel>
      )}
      {!topic.activityCode && (
        <SidePanel title={topic.spaceName ? <UserText>{topic.spaceName}</UserText> : t("forum.lobby")}>
          <SideLinks items={[{ href: spacePath(topic.spaceCode), label: t("forum.topic.all_here") }]} />
        </SidePanel>
      )}
    </>
  );
}
