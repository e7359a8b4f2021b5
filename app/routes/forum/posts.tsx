import { useLoaderData } from "@remix-run/react";
import { replyPath } from "#app/modules/forum/paths.ts";
import { roleNames } from "#app/modules/accounts/role-labels.ts";
import type { TopicView } from "#app/routes/forum/topic-data.server.ts";
import { Chip } from "#app/ui/elements/badges.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { MarkdownView } from "#app/ui/text/markdown-view.tsx";
import { Reply, ReplyList } from "#app/ui/elements/reply.tsx";
import { Time } from "#app/ui/text/time.tsx";

type PostOnPage = TopicView["posts"][number];

/** The posts of this page: on the first one the opening post, then the replies. */
export function Posts() {
  const { t } = useI18n();
  const { topic, posts } = useLoaderData() as TopicView;
  const opening = posts.find(({ number }) => number === 0);
  const replies = posts.filter(({ number }) => number > 0);
  return (
    <>
      {opening && (
        <section aria-labelledby="opening">
          <h2 className="visually-hidden" id="opening">
            {t("forum.topic.opening")}
          </h2>
          <OnePost post={opening} />
        </section>
      )}
      <section className="section" aria-labelledby="replies">
        <h2 id="replies">{t("forum.topic.heading", { count: topic.replyCount })}</h2>
        {replies.length > 0 && (
          <ReplyList>
            {replies.map((post) => (
              <OnePost key={post.id} post={post} />
            ))}
          </ReplyList>
        )}
        {replies.length === 0 && topic.replyCount > 0 && <p className="soft">{t("forum.topic.up_to_date")}</p>}
      </section>
    </>
  );
}

function OnePost({ post }: { post: PostOnPage }) {
  const { t, format, language } = useI18n();
  const { topic, reader, composer, at } = useLoaderData() as TopicView;
  const { number, authorName, authorRole, createdAt } = post;
  const role = roleNames[authorRole as keyof typeof roleNames];
  return (
    <Reply
      t={t}
      number={number}
      author={{
        name: authorName,
        handle: post.authorHandle,
        picture: post.authorPicture,
        note: authorRole !== "member" && role && t(role),
      }}
      time={
        <Time
          iso={createdAt.toISOString()}
          text={format.dateTime(createdAt)}
          relative={format.relative(createdAt, at)}
        />
      }
      href={replyPath(topic, number)}
      unread={reader !== null && reader.lastRead >= 0 && number > reader.lastRead}
      chips={
        <>
          {post.language !== language && <Chip>{format.languageName(post.language)}</Chip>}
          {post.editedAt && (
            <a className="small" href={`/replies/${post.id}/history`}>
              {t("forum.post.edited", { date: format.dateTime(post.editedAt) })}
            </a>
          )}
        </>
      }
      actions={
        composer || post.mayEdit ? (
          <>
            {composer && (
              <a href={`?quote=${number}#compose`} data-quote={number} className="small">
                {t("forum.post.quote")}
                <span className="visually-hidden"> {t("forum.post.number", { number })}</span>
              </a>
            )}
            {post.mayEdit && (
              <a href={`/replies/${post.id}/edit`} className="small">
                {t("forum.post.edit")}
                <span className="visually-hidden"> {t("forum.post.number", { number })}</span>
              </a>
            )}
          </>
        ) : undefined
      }
    >
      <MarkdownView html={post.html} lang={post.language} />
    </Reply>
  );
}
