import { useLoaderData } from "@remix-run/react";
import type { TopicView } from "#app/routes/forum/topic-data.server.ts";
import { Button } from "#app/ui/elements/buttons.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { SidePanel } from "#app/ui/shell/side-panel.tsx";

/** The form that the buttons below the replies belong to. */
export const unreadForm = "unread-from";

/** Makes the topic unread again, from the first reply of this page on. */
export function UnreadPanel() {
  const { t } = useI18n();
  const { topic, posts, mayFollow } = useLoaderData() as TopicView;
  const first = posts.find(({ number }) => number > 0);
  if (!mayFollow || !first) return null;
  return (
    <SidePanel title={t("forum.reading.title")}>
      <form method="post" action={`/topics/${topic.publicId}/unread`} id={unreadForm} className="stack stack-tight">
        <div className="button-row">
          <Button name="number" value={first.number} variant="quiet">
            {t("forum.reading.unread_from", { number: first.number })}
          </Button>
        </div>
      </form>
    </SidePanel>
  );
}
