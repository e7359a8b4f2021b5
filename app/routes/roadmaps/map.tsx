import { useLoaderData } from "@remix-run/react";
import { page } from "#app/http/page.server.ts";
import { metaOfPlace } from "#app/http/discovery/link-preview.ts";
import { countTopicsByActivity } from "#app/modules/forum/topics/list-topics-for-activity.server.ts";
import { countLessonsByActivity } from "#app/modules/learning/courses/list-lessons-for-activity.server.ts";
import { getRoadmap } from "#app/modules/roadmaps/roadmap.server.ts";
import { mapOutputs } from "#app/ui/road-map/map-outputs.ts";
import { countWebinarsByActivity } from "#app/modules/webinars/list-webinars-for-activity.server.ts";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { RoadMapList } from "#app/ui/road-map/road-map-list.tsx";
import { RoadMap } from "#app/ui/road-map/road-map.tsx";

export const loader = page(async ({ language, t }) => {
  const [roadmap, ...alive] = await Promise.all([
    getRoadmap(language),
    countLessonsByActivity(),
    countTopicsByActivity(),
    countWebinarsByActivity(),
  ]);
  return { title: t("roadmaps.map.title"), outputs: mapOutputs(roadmap, alive, t) };
});

export const handle = { map: true, text: false };

export const meta = metaOfPlace("/roadmap");

export default function RoadmapPage() {
  const { t, direction } = useI18n();
  const { title, outputs } = useLoaderData<typeof loader>();
  return (
    <Page>
      <PageHeader title={title} t={t} lede={t("roadmaps.map.lede")} />
      <RoadMap outputs={outputs} t={t} size="full" hasTwin dir={direction} />
      <section className="section stack">
        <h2>{t("roadmaps.map.list")}</h2>
        <p className="soft measure">{t("roadmaps.map.source")}</p>
        <RoadMapList outputs={outputs} t={t} headingLevel={3} />
      </section>
    </Page>
  );
}
