import type { ReactNode } from "react";
import { isolate } from "#app/lib/isolate.ts";
import { replyPath, topicPath } from "#app/modules/forum/paths.ts";
import type { MemberHomeData } from "#app/routes/site/home/member-data.server.ts";
import { CardList, Facts } from "#app/ui/elements/card-list.tsx";
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
      <CardList
        items={topics.map((topic) => {
          const { spaceCode, language, authorName, lastReplyAuthorName, lastReplyAt, lastRead, lastReplyNumber } =
            topic;
          const isOpened = lastRead !== null && lastRead >= 0 && lastRead < lastReplyNumber;
          return {
            key: topic.id,
            title: topic.title,
            lang: language,
            href: isOpened ? replyPath(topic, lastRead + 1) : topicPath(topic),
            tags: spaceCode !== "lobby" && <Road codes={spaceCode} titled links={false} />,
            meta: (
              <Facts
                items={[
                  isOpened
                    ? t("forum.topic.new", { count: lastReplyNumber - lastRead })
                    : t("forum.topic.by", { name: isolate(authorName) }),
                  <span key="last">
                    {lastReplyAuthorName && `${t("forum.topic.last_by", { name: isolate(lastReplyAuthorName) })} `}
                    <Time
                      iso={lastReplyAt.toISOString()}
                      text={format.date(lastReplyAt)}
                      relative={format.relative(lastReplyAt, at)}
                    />
                  </span>,
                ]}
              />
            ),
          };
        })}
      />
      {topics.length > 0 && (
        <p>
          <a href={more.href}>{more.label}</a>
        </p>
      )}
    </section>
  );
}
