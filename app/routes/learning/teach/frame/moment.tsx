import { formatFor } from "#app/i18n/format.ts";
import { zonedMoment } from "#app/i18n/zone-name.ts";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Time } from "#app/ui/text/time.tsx";

/** An instant by the clocks of a zone, which is named with its offset: it tells two equal times of one night apart. */
export function Moment({ at, zone }: { at: Date; zone: string }) {
  const { language } = useI18n();
  return <Time iso={at.toISOString()} text={zonedMoment(formatFor(language, zone), at)} />;
}
