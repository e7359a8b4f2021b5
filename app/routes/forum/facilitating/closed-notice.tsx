import { useLoaderData } from "@remix-run/react";
import type { TopicView } from "#app/routes/forum/topic-data.server.ts";
import { Notice } from "#app/ui/elements/notices.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { UserText } from "#app/ui/text/user-text.tsx";

/** Says that a topic is closed, since when and why; its facilitators read that they may reply. */
export function ClosedNotice() {
  const { t, format } = useI18n();
  const { topic, composer } = useLoaderData() as TopicView;
  if (topic.closedAt === null) return null;
  return (
    <Notice title={t("forum.closed.since", { date: format.date(topic.closedAt) })}>
      <p>
        <UserText>{topic.closedReason}</UserText>
      </p>
      {composer && <p>{t("forum.closed.for_facilitators")}</p>}
    </Notice>
  );
}
