import { asWritten, wholeTime } from "#app/lib/written-dates.ts";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { zoneName } from "#app/i18n/zone-name.ts";
import { type Language } from "#app/i18n/languages.ts";
import { localeOf } from "#app/i18n/translator.ts";
import { singleton } from "#app/lib/singleton.ts";
import { occursTwice, sameClock } from "#app/modules/webinars/session-time.ts";

type Session = { startsAt: Date; endsAt: Date; zone: string };

/** When a session is: on the reader's clock with the zone's name, and on the session's own where that shows another time. */
export function SessionWhen({ session }: { session: Session }) {
  const { t, format } = useI18n();
  const { startsAt, endsAt, zone } = session;
  const differs = !sameClock(startsAt, zone, format.zone);
  return (
    <>
      <Clock session={session} zone={format.zone} />
      {differs && (
        <div className="small">
          {t("webinars.when.session_zone")} <Clock session={session} zone={zone} />
        </div>
      )}
      {occursTwice(startsAt, zone) && <div className="small">{t("webinars.when.first_of_two")}</div>}
      {occursTwice(endsAt, zone) && !occursTwice(startsAt, zone) && (
        <div className="small">{t("webinars.when.clocks_change")}</div>
      )}
    </>
  );
}

/** One line for lists: on the reader's clock, with the zone's name. */
export function SessionLine({ session }: { session: Session }) {
  const { format } = useI18n();
  return <Clock session={session} zone={format.zone} />;
}

function Clock({ session, zone }: { session: Session; zone: string }) {
  const { t, language } = useI18n();
  const name = zoneName({ language, zone }, session.startsAt);
  const range = rangeFormat(language, zone).formatRange(session.startsAt, session.endsAt);
  const time = wholeTime(asWritten(language, range));
  return <time dateTime={session.startsAt.toISOString()}>{t("webinars.when.in_zone", { time, zone: name })}</time>;
}

function rangeFormat(language: Language, zone: string): Intl.DateTimeFormat {
  return singleton(
    `webinars-range:${language}:${zone}`,
    () => new Intl.DateTimeFormat(localeOf(language), { dateStyle: "full", timeStyle: "short", timeZone: zone }),
  );
}
