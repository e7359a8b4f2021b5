import { useLoaderData } from "@remix-run/react";
import { activityOf, topicPath } from "#app/modules/forum/paths.ts";
import type { PersonData } from "#app/routes/accounts/person-data.server.ts";
import { CardList } from "#app/ui/elements/card-list.tsx";
import { useRows } from "#app/ui/elements/link-rows.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

/** The newest topics that a person has begun. */
export function Writing() {
  const { t } = useI18n();
  const { work, now } = useLoaderData() as PersonData;
  const rows = useRows(now);
  return (
    <section className="section stack" aria-labelledby="writing">
      <h2 id="writing">{t("accounts.page.part.writing")}</h2>
      <CardList
        items={work.topics.map((topic) =>
          rows.topic({
            ...topic,
            href: topicPath(topic),
            activityCode: activityOf(topic.spaceCode),
          }),
        )}
      />
    </section>
  );
}

/** The courses and webinars that a person holds. */
export function Teaching() {
  const { t } = useI18n();
  const { work, now } = useLoaderData() as PersonData;
  const rows = useRows(now);
  return (
    <section className="section stack" aria-labelledby="teaching">
      <h2 id="teaching">{t("accounts.page.part.teaching")}</h2>
      <CardList
        items={[
          ...work.courses.map(({ id, href, title }) => ({ key: id, href, title: title.text, lang: title.language })),
          ...work.webinars.map(rows.webinar),
        ]}
      />
    </section>
  );
}
