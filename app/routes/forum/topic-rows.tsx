import { activityOf, newReplies, replyPath, topicPath } from "#app/modules/forum/paths.ts";
import type { TopicRow } from "#app/modules/forum/topics/select-topics.server.ts";
import type { Format } from "#app/i18n/format.ts";
import { isolate } from "#app/lib/isolate.ts";
import { Chip } from "#app/ui/elements/badges.tsx";
import { Road } from "#app/ui/road/road.tsx";
import { Facts, Row } from "#app/ui/elements/card-list.tsx";
import { Face } from "#app/ui/elements/face.tsx";
import { Kept, type Piece } from "#app/ui/kept/kept.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Time } from "#app/ui/text/time.tsx";
import { UserText } from "#app/ui/text/user-text.tsx";

type TopicRowsProps = { topics: TopicRow[]; at: Date; label: string; headingLevel?: 2 | 3; showSpace?: boolean };

/** Topics one below the other. Whoever has read some of one is led to the first reply that is new to them. */
export function TopicRows({ topics, at, label, headingLevel, showSpace = false }: TopicRowsProps) {
  const { format } = useI18n();
  if (topics.length === 0) return null;
  const of = topics.map((topic) => ({ facts: factsOf(topic, { at, format, headingLevel, showSpace }) }));
  return (
    <Kept as="ul" attributes={{ role: "list", className: "rows", "aria-label": label }} piece={topicRow} of={of} />
  );
}

type Shown = Required<Pick<TopicRowsProps, "at" | "showSpace">> &
  Pick<TopicRowsProps, "headingLevel"> & { format: Format };

// Each fact by name, as those of a post.
function factsOf(topic: TopicRow, { at, format, headingLevel, showSpace }: Shown) {
  return {
    id: topic.id,
    publicId: topic.publicId,
    slug: topic.slug,
    spaceCode: topic.spaceCode,
    spaceName: topic.spaceName,
    title: topic.title,
    language: topic.language,
    authorName: topic.authorName,
    authorHandle: topic.authorHandle,
    authorPicture: topic.authorPicture,
    replyCount: topic.replyCount,
    lastReplyAt: topic.lastReplyAt,
    lastReplyAuthorName: topic.lastReplyAuthorName,
    excerpt: topic.excerpt,
    isAnswered: topic.isAnswered,
    isClosed: topic.isClosed,
    tags: topic.tags,
    isPinned: topic.isPinned,
    news: newReplies(topic.lastRead, topic),
    age: format.relative(topic.lastReplyAt, at),
    headingLevel,
    showSpace,
  };
}

type RowFacts = ReturnType<typeof factsOf>;

const topicRow: Piece<RowFacts> = { name: "topic row", Draw: OneTopic };

function OneTopic({ headingLevel, showSpace, news, ...topic }: RowFacts) {
  const { t } = useI18n();
  const hasRoad = showSpace && activityOf(topic.spaceCode) !== null;
  const madeName = showSpace ? topic.spaceName : null;
  return (
    <Row
      headingLevel={headingLevel}
      unreadLabel={t("forum.topic.has_new")}
      title={topic.title}
      lang={topic.language}
      href={news ? replyPath(topic, news.first) : topicPath(topic)}
      unread={news !== null}
      picture={<Face name={topic.authorName} handle={topic.authorHandle} picture={topic.authorPicture} />}
      summary={topic.excerpt && <UserText lang={topic.language}>{topic.excerpt}</UserText>}
      tags={
        (hasRoad || madeName || topic.isPinned || topic.isClosed) && (
          <>
            {topic.isPinned && <Chip>{t("forum.topic.pinned")}</Chip>}
            {topic.isClosed && <Chip>{t("forum.topic.closed")}</Chip>}
            {hasRoad && <Road codes={topic.spaceCode} titled links={false} />}
            {madeName && (
              <Chip>
                <UserText>{madeName}</UserText>
              </Chip>
            )}
          </>
        )
      }
      meta={<TopicMeta topic={topic} />}
      aside={
        <>
          {t("forum.topic.replies", { count: topic.replyCount })}
          {topic.isAnswered && <div>{t("forum.topic.answered")}</div>}
          {news && <div>{t("forum.topic.new", { count: news.count })}</div>}
        </>
      }
    />
  );
}

function TopicMeta({ topic }: { topic: Omit<RowFacts, "headingLevel" | "showSpace" | "news"> }) {
  const { t, format, language } = useI18n();
  const { authorName, lastReplyAuthorName, lastReplyAt, replyCount } = topic;
  return (
    <Facts
      items={[
        t("forum.topic.by", { name: isolate(authorName) }),
        topic.language !== language && format.languageName(topic.language),
        topic.tags.length > 0 && <bdi key="tags">{topic.tags.map((tag) => `#${tag}`).join(" ")}</bdi>,
        <span key="last">
          {replyCount > 0 &&
            lastReplyAuthorName &&
            `${t("forum.topic.last_by", { name: isolate(lastReplyAuthorName) })} `}
          <Time iso={lastReplyAt.toISOString()} text={format.date(lastReplyAt)} relative={topic.age} />
        </span>,
      ]}
    />
  );
}
