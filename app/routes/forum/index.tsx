import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { shortTitle } from "#app/i18n/short-titles.ts";
import { page } from "#app/http/page.server.ts";
import { spacePath } from "#app/modules/forum/paths.ts";
import { listSpacesFor, type SpaceFacts } from "#app/modules/forum/list-spaces.server.ts";
import { spaceName } from "./labels.ts";
import { Chip } from "#app/ui/elements/badges.tsx";
import { Road } from "#app/ui/road/road.tsx";
import { CardList, Facts } from "#app/ui/elements/card-list.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { Time } from "#app/ui/text/time.tsx";

export const loader = page(async ({ actor, t }) => ({
  title: t("forum.index.title"),
  at: new Date(),
  groups: await listSpacesFor(actor),
}));

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title} · Crossroads` }];

export default function Forum() {
  const { t } = useI18n();
  const { title, groups } = useLoaderData<typeof loader>();
  return (
    <Page>
      <PageHeader title={title} t={t} lede={t("forum.index.lede")} />
      {groups.map(({ outputCode, spaces }) => (
        <section key={outputCode ?? "lobby"} className="section" aria-labelledby={`output-${outputCode ?? "lobby"}`}>
          <h2 id={`output-${outputCode ?? "lobby"}`}>
            {outputCode === null ? t("forum.index.first") : `${outputCode}. ${shortTitle(outputCode, t)}`}
          </h2>
          <SpaceRows spaces={spaces} />
        </section>
      ))}
    </Page>
  );
}

function SpaceRows({ spaces }: { spaces: SpaceFacts[] }) {
  const { t } = useI18n();
  const { at } = useLoaderData<typeof loader>();
  return (
    <CardList
      items={spaces.map((space) => {
        return {
          key: space.code,
          title: spaceName(space, t),
          href: spacePath(space.code),
          tags: space.activityCode && (
            <>
              <Road codes={space.activityCode} links={false} />
              {space.isFollowed && <Chip>{t("forum.space.followed")}</Chip>}
            </>
          ),
          meta: <SpaceNumbers space={space} at={at} />,
        };
      })}
    />
  );
}

function SpaceNumbers({ space, at }: { space: SpaceFacts; at: Date }) {
  const { t, format } = useI18n();
  const { code, topicCount, replyCount, unansweredCount, lastActivityAt } = space;
  return (
    <Facts
      items={[
        t("forum.space.topics", { count: topicCount }),
        topicCount > 0 && t("forum.topic.replies", { count: replyCount }),
        unansweredCount > 0 && (
          <a key="unanswered" href={`${spacePath(code)}?filter=unanswered`}>
            {t("forum.space.unanswered", { count: unansweredCount })}
          </a>
        ),
        lastActivityAt && (
          <Time
            key="last"
            iso={lastActivityAt.toISOString()}
            text={format.date(lastActivityAt)}
            relative={format.relative(lastActivityAt, at)}
          />
        ),
      ]}
    />
  );
}
