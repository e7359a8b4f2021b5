import type { MessageKey } from "#app/i18n/catalogues/en.ts";
import { type ListedSession, type WebinarState, webinarState } from "#app/modules/webinars/policy.ts";
import { Chip, type ChipTone } from "#app/ui/elements/badges.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

const words: Record<WebinarState, { label: MessageKey; tone: ChipTone }> = {
  upcoming: { label: "webinars.state.upcoming", tone: "neutral" },
  live: { label: "webinars.running", tone: "good" },
  ended: { label: "webinars.state.ended", tone: "neutral" },
  cancelled: { label: "webinars.cancelled", tone: "bad" },
};

/** How it stands with a webinar: upcoming and how soon, live, ended or cancelled. The one place that says so. */
export function WebinarStateChip({ session, now }: { session: ListedSession; now: Date }) {
  const { t, format } = useI18n();
  const state = webinarState(session, now);
  const { label, tone } = words[state];
  return <Chip tone={tone}>{t(label, { when: format.relative(session.startsAt, now) })}</Chip>;
}
