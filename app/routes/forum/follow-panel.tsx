import { useLoaderData } from "@remix-run/react";
import type { TopicView } from "#app/routes/forum/topic-data.server.ts";
import { Button } from "#app/ui/elements/buttons.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { SidePanel } from "#app/ui/shell/side-panel.tsx";

const states = {
  follow: "forum.follow.is_follow",
  normal: "forum.follow.is_normal",
  mute: "forum.follow.is_mute",
} as const;

const steps = {
  follow: "forum.follow.to_follow",
  normal: "forum.follow.to_normal",
  mute: "forum.follow.to_mute",
} as const;

/** Which steps make sense from where one is. */
const next = { follow: ["normal", "mute"], normal: ["follow", "mute"], mute: ["follow", "normal"] } as const;

/** Whether one hears of new replies to this topic, and the way to change it. */
export function FollowPanel() {
  const { t } = useI18n();
  const { topic, reader, mayFollow } = useLoaderData() as TopicView;
  if (!mayFollow || !reader) return null;
  return (
    <SidePanel title={t("forum.follow.title")}>
      <form method="post" action={`/topics/${topic.publicId}/follow`} className="stack stack-tight">
        <p>{t(states[reader.level])}</p>
        <div className="button-row">
          {next[reader.level].map((level) => (
            <Button key={level} name="level" value={level} variant={level === "follow" ? "secondary" : "quiet"}>
              {t(steps[level])}
            </Button>
          ))}
        </div>
      </form>
    </SidePanel>
  );
}
