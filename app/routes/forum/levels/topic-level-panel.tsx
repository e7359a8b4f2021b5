import { useLoaderData } from "@remix-run/react";
import { LevelMenu } from "#app/routes/forum/levels/level-menu.tsx";
import type { TopicView } from "#app/routes/forum/topic-data.server.ts";
import { SidePanel } from "#app/ui/shell/side-panel.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { levelHints } from "./words.ts";

const sources = { tags: "forum.level.from_tags", space: "forum.level.from_space" } as const;

/** How much one hears of this topic, why, and the way to change it. */
export function TopicLevelPanel() {
  const { t } = useI18n();
  const { topic, reader, mayFollow } = useLoaderData() as TopicView;
  if (!mayFollow || !reader) return null;
  const { level, levelFrom } = reader;
  return (
    <SidePanel title={t("forum.level.title")}>
      <p>{t(levelHints[level])}</p>
      {(levelFrom === "tags" || levelFrom === "space") && <p className="small soft">{t(sources[levelFrom])}</p>}
      <LevelMenu
        action={`/topics/${topic.publicId}/follow`}
        level={level}
        inherit={levelFrom === "topic" ? t("forum.level.inherit") : undefined}
      />
      <p className="small">
        <a href="/me/settings/forum">{t("forum.level.all")}</a>
      </p>
    </SidePanel>
  );
}
