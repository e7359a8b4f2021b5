import { isolate } from "#app/lib/isolate.ts";
import { Notice } from "#app/ui/elements/notices.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

/** Where a silenced person would write: until when they cannot, and why. */
export function SilencedNotice({ until, reason }: { until: Date; reason: string }) {
  const { t, format } = useI18n();
  return (
    <Notice tone="warning">
      {t("accounts.error.silenced", { date: format.dateTime(until), reason: isolate(reason) })}
    </Notice>
  );
}
