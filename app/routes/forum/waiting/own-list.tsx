import type { Translate } from "#app/i18n/translator.ts";
import { waitingPath } from "#app/modules/forum/paths.ts";
import type { OwnWaiting } from "#app/modules/forum/waiting/own-waiting.server.ts";
import { spaceName } from "#app/routes/forum/labels.ts";
import { Chip } from "#app/ui/elements/badges.tsx";
import { CardList, Facts } from "#app/ui/elements/card-list.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Time } from "#app/ui/text/time.tsx";
import { UserText } from "#app/ui/text/user-text.tsx";

/** What one has sent and nobody else reads: what waits, and what was declined. */
export function OwnWaitingList({ posts, at }: { posts: OwnWaiting[]; at: Date }) {
  const { t, format } = useI18n();
  if (posts.length === 0) return null;
  return (
    <section className="section" aria-labelledby="waiting">
      <h2 id="waiting">{t("forum.waiting.list")}</h2>
      <CardList
        items={posts.map((post) => ({
          key: post.id,
          title: nameOfWaiting(post, t),
          href: waitingPath(post.id),
          tags: (
            <Chip tone={post.state === "declined" ? "warn" : undefined}>
              {t(post.state === "declined" ? "forum.waiting.is_declined" : "forum.waiting.title")}
            </Chip>
          ),
          summary: post.reason && (
            <p>
              {t("forum.waiting.reason")}
              {t("ui.text.colon")} <UserText>{post.reason}</UserText>
            </p>
          ),
          meta: (
            <Facts
              items={[
                spaceName({ ...post, name: post.spaceName }, t),
                <Time
                  key="sent"
                  iso={post.sentAt.toISOString()}
                  text={format.dateTime(post.sentAt)}
                  relative={format.relative(post.sentAt, at)}
                />,
              ]}
            />
          ),
        }))}
      />
    </section>
  );
}

/** What such a post is called: the title of what it begins, or what it replies to. */
export function nameOfWaiting(
  { isTopic, title, topic }: Pick<OwnWaiting, "isTopic" | "title" | "topic">,
  t: Translate,
): string {
  if (isTopic) return t("forum.drafts.topic", { title });
  return topic ? t("forum.drafts.reply", { title: topic.title }) : t("forum.drafts.reply_old");
}
