import { zonedMoment } from "#app/i18n/zone-name.ts";
import type { RowItem } from "#app/ui/elements/card-list.tsx";
import { WebinarStateChip } from "#app/ui/elements/webinar-state.tsx";
import { Road } from "#app/ui/road/road.tsx";
import { Facts } from "#app/ui/elements/card-list.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Time } from "#app/ui/text/time.tsx";

type TopicLink = {
  href: string;
  title: string;
  language: string;
  replyCount: number;
  lastReplyAt: Date;
  activityCode?: string | null;
};
type WebinarLink = { href: string; title: string; language: string; startsAt: Date; endsAt: Date };

/** Rows of a list outside of the forum and the webinars' own pages: what it is called, how alive, how far away. */
export function useRows(now: Date) {
  const { t, format } = useI18n();
  const when = (at: Date, text: string) => (
    <Time key="when" iso={at.toISOString()} text={text} relative={format.relative(at, now)} />
  );
  return {
    topic: ({ href, title, language, replyCount, lastReplyAt, activityCode }: TopicLink): RowItem => {
      const replies = t("roadmaps.activity.replies", { count: replyCount });
      return {
        key: href,
        title,
        lang: language,
        href,
        tags: activityCode && <Road codes={activityCode} />,
        meta: <Facts items={[replies, when(lastReplyAt, format.date(lastReplyAt))]} />,
      };
    },
    webinar: ({ href, title, language, startsAt, endsAt }: WebinarLink): RowItem => {
      return {
        key: href,
        title,
        lang: language,
        href,
        tags: <WebinarStateChip session={{ startsAt, endsAt }} now={now} />,
        meta: <Time iso={startsAt.toISOString()} text={zonedMoment(format, startsAt)} />,
      };
    },
  };
}
