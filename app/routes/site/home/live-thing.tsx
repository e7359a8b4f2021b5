import { zonedMoment } from "#app/i18n/zone-name.ts";
import { isolate } from "#app/lib/isolate.ts";
import { activityOf, topicPath } from "#app/modules/forum/paths.ts";
import { webinarPath } from "#app/modules/webinars/paths.ts";
import { webinarState } from "#app/modules/webinars/policy.ts";
import type { GuestHomeData } from "#app/routes/site/home/guest-data.server.ts";
import { LinkButton } from "#app/ui/elements/buttons.tsx";
import { Facts } from "#app/ui/elements/card-list.tsx";
import { Face } from "#app/ui/elements/face.tsx";
import { Road } from "#app/ui/road/road.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Time } from "#app/ui/text/time.tsx";
import { UserText } from "#app/ui/text/user-text.tsx";

/** The one thing that shows that the place is alive: the webinar that runs, else the next one, else the newest talk. */
export function LiveThing({ home: { webinar, topic, at } }: { home: GuestHomeData }) {
  if (webinar) return <Webinar webinar={webinar} at={at} />;
  return topic && <Topic topic={topic} at={at} />;
}

function Webinar({ webinar, at }: { webinar: NonNullable<GuestHomeData["webinar"]>; at: Date }) {
  const { t, format, language } = useI18n();
  const { title, startsAt, trainerName, registrationCount, activities } = webinar;
  const isRunning = webinarState(webinar, at) === "live";
  return (
    <section className="section live-thing" aria-labelledby="live-thing">
      <h2 id="live-thing">{isRunning ? t("site.home.live_now") : t("site.home.next_webinar")}</h2>
      <div className="cluster">
        <Road codes={activities} />
      </div>
      <h3>
        <a href={webinarPath(webinar)}>
          <UserText lang={webinar.language}>{title}</UserText>
        </a>
      </h3>
      <Facts
        items={[
          <Time
            key="when"
            iso={startsAt.toISOString()}
            text={zonedMoment(format, startsAt)}
            relative={isRunning ? undefined : format.relative(startsAt, at)}
          />,
          t("site.home.held_by", { name: isolate(trainerName) }),
          webinar.language !== language && format.languageName(webinar.language),
          registrationCount > 0 && t("site.home.registered", { count: registrationCount }),
        ]}
      />
      <div className="button-row">
        <LinkButton href={webinarPath(webinar)}>{t("site.home.see_webinar")}</LinkButton>
        <a href="/webinars">{t("site.home.all_webinars")}</a>
      </div>
    </section>
  );
}

function Topic({ topic, at }: { topic: NonNullable<GuestHomeData["topic"]>; at: Date }) {
  const { t, format } = useI18n();
  const { title, excerpt, authorName, authorHandle, replyCount, lastReplyAt, spaceCode } = topic;
  return (
    <section className="section live-thing" aria-labelledby="live-thing">
      <h2 id="live-thing">{t("site.home.topics")}</h2>
      <div className="cluster">
        <Face name={authorName} handle={authorHandle} />
        <UserText>{authorName}</UserText>
        {activityOf(spaceCode) && <Road codes={spaceCode} />}
      </div>
      <h3>
        <a href={topicPath(topic)}>
          <UserText lang={topic.language}>{title}</UserText>
        </a>
      </h3>
      <p className="row-summary">
        <UserText lang={topic.language}>{excerpt}</UserText>
      </p>
      <Facts
        items={[
          t("roadmaps.activity.replies", { count: replyCount }),
          <Time
            key="when"
            iso={lastReplyAt.toISOString()}
            text={format.date(lastReplyAt)}
            relative={format.relative(lastReplyAt, at)}
          />,
        ]}
      />
      <p>
        <a href="/forum">{t("site.home.all_topics")}</a>
      </p>
    </section>
  );
}
