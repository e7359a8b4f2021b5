import type { SpaceFacts } from "#app/modules/forum/spaces/list-spaces.server.ts";
import type { TopicRow } from "#app/modules/forum/topics/select-topics.server.ts";
import { TopicRows } from "#app/routes/forum/topic-rows.tsx";
import { CardList, Facts } from "#app/ui/elements/card-list.tsx";
import { useRows } from "#app/ui/elements/link-rows.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import type { OnActivity } from "./near.server.ts";

type NearProps = { space: SpaceFacts; topics: TopicRow[]; at: Date } & OnActivity;

/** A quiet space is not a dead end: what is said near it, and what one can learn and attend on its activity. */
export function Near({ space, topics, lessons, webinars, at }: NearProps) {
  const { t } = useI18n();
  const rows = useRows(at);
  const heading = t(space.outputCode ? "forum.space.nearby" : "forum.space.elsewhere");
  return (
    <>
      {topics.length > 0 && (
        <section className="section" aria-labelledby="nearby">
          <h2 id="nearby">{heading}</h2>
          <TopicRows topics={topics} at={at} label={heading} showSpace />
        </section>
      )}
      {lessons.length > 0 && (
        <section className="section stack" aria-labelledby="near-lessons">
          <h2 id="near-lessons">{t("roadmaps.activity.lessons")}</h2>
          <CardList
            items={lessons.map(({ href, title, courseTitle, minutes }) => ({
              key: href,
              title: title.text,
              lang: title.language,
              href,
              meta: (
                <Facts
                  items={[<bdi key="course">{courseTitle.text}</bdi>, t("roadmaps.activity.minutes", { minutes })]}
                />
              ),
            }))}
          />
        </section>
      )}
      {webinars.length > 0 && (
        <section className="section stack" aria-labelledby="near-webinars">
          <h2 id="near-webinars">{t("roadmaps.activity.webinars")}</h2>
          <CardList items={webinars.map(rows.webinar)} />
        </section>
      )}
    </>
  );
}
