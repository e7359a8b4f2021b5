import { formatFor } from "#app/i18n/format.ts";
import { isShownTwice, offsetAt } from "#app/lib/local-time.ts";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Time } from "#app/ui/text/time.tsx";

/** An instant by the clocks of a zone, which is named; with the offset when they show that time twice in the night. */
export function Moment({ at, zone }: { at: Date; zone: string }) {
  const { t, language } = useI18n();
  const text = formatFor(language, zone).dateTime(at);
  const name = `\u2068${zone.replaceAll("_", " ")}\u2069`;
  const offset = isShownTwice(at, zone) ? ` (${`\u2068UTC${offsetAt(at, zone)}\u2069`})` : "";
  return <Time iso={at.toISOString()} text={`${t("enrolment.moment", { when: text, zone: name })}${offset}`} />;
}
