import { useLoaderData } from "@remix-run/react";
import type { TopicView } from "#app/routes/forum/topic-data.server.ts";
import { Button } from "#app/ui/elements/buttons.tsx";
import { Notice } from "#app/ui/elements/notices.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

/** Says who reads a sealed question; its author opens it here. */
export function SealedNotice() {
  const { t } = useI18n();
  const { topic, mayOpen } = useLoaderData() as TopicView;
  if (!topic.isSealed) return null;
  if (!mayOpen) return <Notice>{t("forum.sealed.for_facilitators")}</Notice>;
  const open = (
    <form method="post" action={`/topics/${topic.publicId}/open`}>
      <Button>{t("forum.sealed.open")}</Button>
    </form>
  );
  return <Notice actions={open}>{t("forum.sealed.for_author")}</Notice>;
}
