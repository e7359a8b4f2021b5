import type { ReactNode } from "react";
import { isolate } from "#app/lib/isolate.ts";
import { activityOf, newReplies, replyPath, topicPath } from "#app/modules/forum/paths.ts";
import type { MemberHomeData } from "#app/routes/site/home/member-data.server.ts";
import { Facts, Row } from "#app/ui/elements/card-list.tsx";
import { Kept, type Piece } from "#app/ui/kept/kept.tsx";
import { Road } from "#app/ui/road/road.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Time } from "#app/ui/text/time.tsx";

type TopicsBlockProps = {
  id: string;
  title: string;
  topics: MemberHomeData["unread"];
  at: Date;
  more: { href: string; label: string };
  /** What to do where there are none; without it nothing is shown. */
  none?: ReactNode;
};

/** A few topics with the way to all of their kind. Whoever has read some of one is led to what is new to them. */
export function TopicsBlock({ id, title, topics, at, more, none }: TopicsBlockProps) {
  const { t, format } = useI18n();
  if (topics.length === 0 && !none) return null;
  return (
    <section className="stack" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {topics.length === 0 && (
        <p>
          {t("site.me.nothing_unread")} {none}
        </p>
      )}
      {topics.length > 0 && (
        <Kept
          as="ul"
          attributes={{ role: "list", className: "rows" }}
          piece={topicRow}
          of={topics.map((topic) => ({ facts: factsOf(topic, format.relative(topic.lastReplyAt, at)) }))}
        />
      )}
      {topics.length > 0 && (
        <p>
          <a href={more.href}>{more.label}</a>
        </p>
      )}
    </section>
  );
}

type Topic = MemberHomeData["unread"][number];

function factsOf(topic: Topic, age: string) {
  const { title, slug, publicId, spaceCode, language, authorName, lastReplyAuthorName, lastReplyAt } = topic;
  const news = newReplies(topic.lastRead, topic);
  return { title, slug, publicId, spaceCode, language, authorName, lastReplyAuthorName, lastReplyAt, age, news };
}

const topicRow: Piece<ReturnType<typeof factsOf>> = { name: "topic of a home", Draw: OneTopic };

function OneTopic({ news, age, ...topic }: ReturnType<typeof factsOf>) {
  const { t, format } = useI18n();
  const { title, spaceCode, language, authorName, lastReplyAuthorName, lastReplyAt } = topic;
  return (
    <Row
      title={title}
      lang={language}
      href={news ? replyPath(topic, news.first) : topicPath(topic)}
      tags={activityOf(spaceCode) && <Road codes={spaceCode} titled links={false} />}
      meta={
        <Facts
          items={[
            news ? t("forum.topic.new", { count: news.count }) : t("forum.topic.by", { name: isolate(authorName) }),
            <span key="last">
              {lastReplyAuthorName && `${t("forum.topic.last_by", { name: isolate(lastReplyAuthorName) })} `}
              <Time iso={lastReplyAt.toISOString()} text={format.date(lastReplyAt)} relative={age} />
            </span>,
          ]}
        />
      }
    />
  );
}
