import { useLoaderData } from "@remix-run/react";
import { isolate } from "#app/lib/isolate.ts";
import { replyPath } from "#app/modules/forum/paths.ts";
import type { TopicView } from "#app/routes/forum/topic-data.server.ts";
import { Icon } from "#app/ui/elements/icons.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { UserText } from "#app/ui/text/user-text.tsx";

/** What became of the topic and which reply answers it, below its opening post: the first words of each and the way to it. */
export function MarkedReplies() {
  return (
    <>
      <MarkedReply as="outcome" />
      <MarkedReply as="accepted" />
    </>
  );
}

const titles = { outcome: "forum.outcome.title", accepted: "forum.accept.title" } as const;

function MarkedReply({ as }: { as: keyof typeof titles }) {
  const { t } = useI18n();
  const { topic } = useLoaderData() as TopicView;
  const reply = topic[as];
  // One that is both is shown once.
  if (!reply || (as === "accepted" && reply.id === topic.outcome?.id)) return null;
  return (
    <section className="accepted" aria-labelledby={as}>
      <h2 id={as}>
        <Icon name="check" />
        {t(titles[as])}
      </h2>
      <p>
        <UserText lang={reply.language}>{reply.excerpt}</UserText>
      </p>
      <a href={replyPath(topic, reply.number)}>
        {t("forum.accept.read", { number: reply.number, name: isolate(reply.authorName) })}
      </a>
    </section>
  );
}
