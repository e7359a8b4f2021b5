import { QuietLinks } from "#app/ui/shell/team-actions.tsx";
import { useLoaderData } from "@remix-run/react";
import { page } from "#app/http/page.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { listChoresFor, type SpaceChores } from "#app/modules/forum/chores/list-chores.server.ts";
import { quietDays, readQuietDays } from "#app/modules/forum/chores/quiet-days.ts";
import { membersPath, spacePath, topicPath, waitingQueuePath } from "#app/modules/forum/paths.ts";
import type { TopicRow } from "#app/modules/forum/topics/select-topics.server.ts";
import { requireKeeper } from "#app/modules/forum/waiting/list-waiting.server.ts";
import { countOpenCases } from "#app/modules/moderation/cases/count-cases.server.ts";
import { spaceName } from "#app/routes/forum/labels.ts";
import { CardList, Facts } from "#app/ui/elements/card-list.tsx";
import { EmptyState } from "#app/ui/elements/empty-state.tsx";
import { Road } from "#app/ui/road/road.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Time } from "#app/ui/text/time.tsx";
import { UserText } from "#app/ui/text/user-text.tsx";

export const loader = page(async ({ actor: maybe, url, t }) => {
  const actor = requireKeeper(maybe);
  const days = readQuietDays(url.searchParams.get("days"));
  const [spaces, cases] = await Promise.all([listChoresFor(actor, { days }), countOpenCases(actor)]);
  const withCases = spaces.map((space) => ({ ...space, cases: cases.get(space.code) ?? 0 }));
  const busy = withCases.filter(({ waiting, wishes, unanswered, sealed, cases: open }) =>
    [waiting, wishes, unanswered.length, sealed.length, open].some((count) => count > 0),
  );
  return { title: t("forum.facilitation.title"), days, spaces: busy, elsewhere: cases.get("") ?? 0, at: new Date() };
});

export const meta = pageTitle;

/** What waits for whoever facilitates spaces, space by space. */
export default function Facilitation() {
  const { t } = useI18n();
  const { title, days, spaces, elsewhere } = useLoaderData<typeof loader>();
  return (
    <Page>
      <PageHeader title={title} t={t} lede={t("forum.facilitation.lede")} />
      <p id="days" className="soft">
        {t("forum.facilitation.days_label")}
      </p>
      <nav aria-labelledby="days">
        <ul role="list" className="tabs">
          {quietDays.map((count) => (
            <li key={count}>
              <a href={`/facilitation?days=${count}`} aria-current={count === days ? "page" : undefined}>
                {t("forum.facilitation.days", { count })}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {elsewhere > 0 && (
        <p>
          <a href="/moderation">{t("forum.facilitation.cases_elsewhere", { count: elsewhere })}</a>
        </p>
      )}
      <p>
        <a href="/moderation/log">{t("forum.facilitation.log")}</a>
      </p>
      {spaces.length === 0 && elsewhere === 0 && (
        <EmptyState title={t("forum.facilitation.empty")}>
          {t("forum.facilitation.empty_hint", { count: days })}
        </EmptyState>
      )}
      {spaces.map((space, index) => (
        <SpaceSection key={space.code} space={space} id={`space-${index + 1}`} />
      ))}
    </Page>
  );
}

function SpaceSection({ space, id }: { space: SpaceChores & { cases: number }; id: string }) {
  const { t } = useI18n();
  const { days } = useLoaderData<typeof loader>();
  const { code, activityCode, waiting, wishes, cases, unanswered, hasMore, sealed } = space;
  const path = spacePath(code);
  const due = [
    { count: waiting, href: waitingQueuePath(), label: t("forum.facilitation.waiting", { count: waiting }) },
    { count: wishes, href: `${membersPath(code)}#wishes`, label: t("forum.team.wishes", { count: wishes }) },
    { count: cases, href: "/moderation", label: t("forum.facilitation.cases", { count: cases }) },
  ].filter(({ count }) => count > 0);
  return (
    <section className="section stack" aria-labelledby={id}>
      {activityCode && (
        <div className="cluster">
          <Road codes={activityCode} />
        </div>
      )}
      <h2 id={id}>
        <a href={path}>{spaceName(space, t)}</a>
      </h2>
      {due.length > 0 && <QuietLinks links={due} />}
      <Questions heading={t("forum.facilitation.sealed")} topics={sealed} />
      <Questions heading={t("forum.facilitation.unanswered", { count: days })} topics={unanswered} />
      {hasMore && (
        <p>
          <a href={`${path}?filter=unanswered`}>
            {t("forum.facilitation.more")}
            <span className="visually-hidden"> {spaceName(space, t)}</span>
          </a>
        </p>
      )}
    </section>
  );
}

function Questions({ heading, topics }: { heading: string; topics: TopicRow[] }) {
  const { t, format } = useI18n();
  const { at } = useLoaderData<typeof loader>();
  if (topics.length === 0) return null;
  return (
    <>
      <h3>{heading}</h3>
      <CardList
        headingLevel={4}
        items={topics.map((topic) => ({
          key: topic.id,
          title: topic.title,
          lang: topic.language,
          href: topicPath(topic),
          meta: (
            <Facts
              items={[
                <UserText key="author">{topic.authorName}</UserText>,
                t("forum.topic.replies", { count: topic.replyCount }),
                <Time
                  key="begun"
                  iso={topic.createdAt.toISOString()}
                  text={format.date(topic.createdAt)}
                  relative={format.relative(topic.createdAt, at)}
                />,
              ]}
            />
          ),
        }))}
      />
    </>
  );
}
