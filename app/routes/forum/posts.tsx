import { useLoaderData } from "@remix-run/react";
import { MarkedReplies } from "#app/routes/forum/answers/marked-reply.tsx";
import { type Accepting, hasActions, PostActions } from "#app/routes/forum/post-actions/post-actions.tsx";
import {
  InLanguage,
  type LanguageLink,
  languagesOf,
  type Reading,
  readingOf,
} from "#app/routes/forum/translations/translation-note.tsx";
import { GonePost, MovedPost } from "#app/routes/forum/states/gone-post.tsx";
import { replyInPath, replyPath } from "#app/modules/forum/paths.ts";
import { ConsultationPanel } from "#app/routes/forum/consultations/consultation-panel.tsx";
import { PollPanel } from "#app/routes/forum/polls/poll-panel.tsx";
import { roleNames } from "#app/modules/accounts/role-labels.ts";
import type { Format } from "#app/i18n/format.ts";
import type { TopicView } from "#app/routes/forum/topic-data.server.ts";
import { Chip } from "#app/ui/elements/badges.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { MarkdownView } from "#app/ui/text/markdown-view.tsx";
import { Reply } from "#app/ui/elements/reply.tsx";
import { Kept, type Piece } from "#app/ui/kept/kept.tsx";
import { Time } from "#app/ui/text/time.tsx";

type OnPage = TopicView["posts"][number];
type PostOnPage = Extract<OnPage, { state: "visible" }>;
type MovedOnPage = Extract<OnPage, { state: "moved" }>;
type GoneOnPage = Exclude<OnPage, { state: "visible" | "moved" }>;

/** The posts of this page: on the first one the opening post, then the replies. */
export function Posts() {
  const { t, format } = useI18n();
  const view = useLoaderData() as TopicView;
  const { topic, posts } = view;
  const opening = posts.filter((post): post is PostOnPage => post.number === 0 && post.state === "visible");
  const replies = posts.filter(({ number }) => number > 0);
  const pieceOf = (post: PostOnPage) => ({ facts: factsOf(post, view, format), body: post.shown?.html ?? post.html });
  return (
    <>
      {opening.length > 0 && (
        <Kept
          as="section"
          attributes={{ "aria-labelledby": "opening" }}
          piece={openingPiece}
          of={opening.map(pieceOf)}
        />
      )}
      {opening.length > 0 && <ConsultationPanel />}
      {opening.length > 0 && <PollPanel />}
      {opening.length > 0 && <MarkedReplies />}
      <section className="section" aria-labelledby="replies">
        <h2 id="replies">{t("forum.topic.heading", { count: topic.replyCount })}</h2>
        {replies.length > 0 && (
          <Kept<PostFacts | GoneOnPage | MovedOnPage>
            as="ol"
            attributes={{ role: "list", className: "replies" }}
            piece={replyPiece}
            of={replies.map((post) => (post.state === "visible" ? pieceOf(post) : { facts: post }))}
          />
        )}
        {replies.length === 0 && topic.replyCount > 0 && <p className="soft">{t("forum.topic.up_to_date")}</p>}
      </section>
    </>
  );
}

// Each fact by name: what is left of an object (`...rest`) is copied and written as JSON several times as slowly.
function factsOf(post: PostOnPage, view: TopicView, format: Format): PostFacts {
  const { topic, reader, composer, mayFollow, mayAccept, maySayOutcome, isAsker, at } = view;
  return {
    id: post.id,
    number: post.number,
    state: post.state,
    language: post.language,
    createdAt: post.createdAt,
    editedAt: post.editedAt,
    authorName: post.authorName,
    authorHandle: post.authorHandle,
    authorPicture: post.authorPicture,
    authorRole: post.authorRole,
    mayEdit: post.mayEdit,
    isWiki: post.isWiki,
    mayMakeWiki: post.mayMakeWiki,
    mayDelete: post.mayDelete,
    mayReport: post.mayReport,
    mayModerate: post.mayModerate,
    mayTranslate: post.mayTranslate,
    reading: readingOf(post),
    languages: languagesOf(post, topic),
    originalHref: post.shown ? replyInPath(topic, post.number, "original") : "",
    isOwn: post.isOwn,
    href: replyPath(topic, post.number),
    age: format.relative(post.createdAt, at),
    isUnread: reader !== null && reader.lastRead >= 0 && post.number > reader.lastRead,
    mayQuote: Boolean(composer),
    mayMark: mayFollow && post.number > 0,
    isUnwanted: post.isUnwanted,
    reactions: post.reactions,
    mayReact: post.mayReact,
    isBookmarked: post.isBookmarked,
    mayKeep: mayFollow,
    isAccepted: topic.accepted?.id === post.id,
    isOutcome: topic.outcome?.id === post.id,
    maySayOutcome: post.number > 0 && maySayOutcome,
    pollHref:
      post.number === 0 && mayAccept && (topic.poll || !topic.isArchived) ? `/topics/${topic.publicId}/poll` : null,
    hasPoll: topic.poll !== null,
    accepting: post.number === 0 || !mayAccept ? null : topic.accepted === null && isAsker ? "row" : "menu",
  };
}

type Untold = "html" | "isRevised" | "authorId" | "clientId" | "translations" | "shown" | "onShown";
type PostFacts = Omit<PostOnPage, Untold> & {
  /** The translation that is shown in its place. */
  reading: Reading | null;
  /** Where it is read in other languages. */
  languages: LanguageLink[];
  originalHref: string;
  href: string;
  /** How long ago it was written, in words. */
  age: string;
  isUnread: boolean;
  mayQuote: boolean;
  mayMark: boolean;
  mayKeep: boolean;
  isAccepted: boolean;
  isOutcome: boolean;
  maySayOutcome: boolean;
  pollHref: string | null;
  hasPoll: boolean;
  accepting: Accepting;
};

type DrawnPost = PostFacts & { body: string };

const openingPiece: Piece<PostFacts> = { name: "opening post", Draw: OpeningPost };
const replyPiece: Piece<PostFacts | GoneOnPage | MovedOnPage> = { name: "reply", Draw: OneReply };

function OpeningPost(post: DrawnPost) {
  const { t } = useI18n();
  return (
    <>
      <h2 className="visually-hidden" id="opening">
        {t("forum.topic.opening")}
      </h2>
      <Post {...post} />
    </>
  );
}

function OneReply(post: (PostFacts | GoneOnPage | MovedOnPage) & { body: string }) {
  if (post.state === "visible")
    return (
      <li>
        <Post {...post} />
      </li>
    );
  return <li>{post.state === "moved" ? <MovedPost {...post} /> : <GonePost {...post} />}</li>;
}

/** What somebody wrote whom the reader keeps away is folded; its number and its link stay in place. */
function Post(post: DrawnPost) {
  const { t } = useI18n();
  if (!post.isUnwanted) return <WholePost {...post} />;
  return (
    <details className="stack">
      <summary className="soft">{t("forum.post.unwanted")}</summary>
      <WholePost {...post} />
    </details>
  );
}

function WholePost({ body, ...post }: DrawnPost) {
  const { t, format, language } = useI18n();
  const { id, number, authorName, authorRole, createdAt } = post;
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
      time={<Time iso={createdAt.toISOString()} text={format.dateTime(createdAt)} relative={post.age} />}
      href={post.href}
      unread={post.isUnread}
      chips={
        <>
          {post.isOutcome && <Chip tone="good">{t("forum.outcome.title")}</Chip>}
          {post.isAccepted && <Chip tone="good">{t("forum.accept.chip")}</Chip>}
          {post.language !== language && !post.reading && <Chip>{format.languageName(post.language)}</Chip>}
          {post.isWiki && <Chip>{t("forum.wiki.chip")}</Chip>}
          {post.editedAt && (
            <a className="small" href={`/replies/${id}/history`}>
              {t("forum.post.edited", { date: format.dateTime(post.editedAt) })}
            </a>
          )}
        </>
      }
      actions={hasActions(post) && <PostActions {...post} />}
    >
      <InLanguage {...post}>
        <MarkdownView html={body} lang={post.reading?.language ?? post.language} />
      </InLanguage>
    </Reply>
  );
}
