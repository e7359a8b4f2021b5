import { useLoaderData } from "@remix-run/react";
import { useFormState } from "#app/http/typed.ts";
import type { MessageKey } from "#app/i18n/catalogues/en.ts";
import { longestReason } from "#app/modules/forum/limits.ts";
import { topicPath, waitingQueuePath } from "#app/modules/forum/paths.ts";
import type { WaitReason } from "#app/modules/forum/why-waits.ts";
import type { loadWaiting } from "#app/routes/moderation/waiting/waiting-data.server.ts";
import { Chip } from "#app/ui/elements/badges.tsx";
import { Button, ButtonRow } from "#app/ui/elements/buttons.tsx";
import { Facts } from "#app/ui/elements/card-list.tsx";
import { Notice } from "#app/ui/elements/notices.tsx";
import { TextArea } from "#app/ui/forms/fields.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { MarkdownView } from "#app/ui/text/markdown-view.tsx";
import { Time } from "#app/ui/text/time.tsx";
import { UserText } from "#app/ui/text/user-text.tsx";
import { nameOfSpace } from "./space-name.ts";

type View = Awaited<ReturnType<typeof loadWaiting>>;

const whyLabels = {
  new_people: "moderation.waiting.why_new_people",
  not_members: "moderation.waiting.why_not_members",
  links: "moderation.waiting.why_links",
} as const satisfies Record<WaitReason, MessageKey>;

/** One post that waits, with what can be done about it. */
export function WaitingPost({ post }: { post: View["posts"][number] }) {
  const { t, format } = useI18n();
  const { asked, at } = useLoaderData<View>();
  const form = useFormState();
  const { id, topic, isTopic } = post;
  const isAsked = asked === id;
  const base = waitingQueuePath(id);
  return (
    <article className="section stack" aria-labelledby={`post-${id}`}>
      <h2 id={`post-${id}`}>
        {t(isTopic ? "moderation.waiting.topic" : "moderation.waiting.reply")}
        {t("ui.text.colon")}{" "}
        <UserText lang={isTopic ? post.language : undefined}>{isTopic ? post.title : topic?.title}</UserText>
      </h2>
      <div className="cluster">
        <Chip>{t(whyLabels[post.why])}</Chip>
        {post.isSealed && <Chip>{t("moderation.waiting.sealed")}</Chip>}
      </div>
      <Facts
        items={[
          <a key="author" href={`/people/${post.authorHandle}`}>
            <UserText>{post.authorName}</UserText>
          </a>,
          nameOfSpace({ ...post, name: post.spaceName }, t),
          <Time
            key="sent"
            iso={post.sentAt.toISOString()}
            text={format.dateTime(post.sentAt)}
            relative={format.relative(post.sentAt, at)}
          />,
          topic?.isVisible && (
            <a key="topic" href={topicPath(topic)}>
              {t("moderation.waiting.open_topic")}
            </a>
          ),
        ]}
      />
      <div className="preview">
        <MarkdownView html={post.html} lang={post.language} />
      </div>
      {topic && !topic.isVisible && <Notice tone="warning">{t("forum.error.waiting_topic_gone")}</Notice>}
      {(isTopic || topic?.isVisible) && (
        <form method="post" action={base}>
          <input type="hidden" name="version" value={post.version} />
          <ButtonRow>
            <Button variant="primary" name="decision" value="publish">
              {t("moderation.waiting.publish")}
            </Button>
          </ButtonRow>
        </form>
      )}
      <details open={isAsked && form.failure !== null}>
        <summary>{t("moderation.waiting.decline")}</summary>
        <form method="post" action={base} className="stack">
          <input type="hidden" name="version" value={post.version} />
          <TextArea
            name="reason"
            id={`reason-${id}`}
            label={t("moderation.waiting.reason")}
            hint={t("moderation.waiting.reason_hint")}
            rows={3}
            required
            maxLength={longestReason}
            defaultValue={isAsked ? form.value("reason") : ""}
            error={isAsked ? form.error("reason") : undefined}
          />
          <p>
            <Button name="decision" value="decline">
              {t("moderation.waiting.decline_send")}
            </Button>
          </p>
        </form>
      </details>
    </article>
  );
}
