import { useLoaderData } from "@remix-run/react";
import { tagPath } from "#app/modules/forum/tag.ts";
import type { TopicView } from "#app/routes/forum/topic-data.server.ts";
import { useI18n } from "#app/ui/text/i18n.tsx";

/** The words by which a topic is found, each leading to what else has it; who may change them finds the way here. */
export function TopicTags() {
  const { t } = useI18n();
  const { topic, mayTag } = useLoaderData() as TopicView;
  if (topic.tags.length === 0 && !mayTag) return null;
  return (
    <nav aria-label={t("forum.tags.title")}>
      <ul role="list" className="cluster">
        {topic.tags.map((tag) => (
          <li key={tag}>
            <a href={tagPath(tag)} rel="tag">
              <bdi>#{tag}</bdi>
            </a>
          </li>
        ))}
        {mayTag && (
          <li>
            <a href={`/topics/${topic.publicId}/tags`}>
              {topic.tags.length > 0 ? t("forum.tags.change") : t("forum.tags.add")}
            </a>
          </li>
        )}
      </ul>
    </nav>
  );
}
