import { type ListedSession, type WebinarState, webinarState } from "#app/modules/webinars/policy.ts";
import { StateChip, type StateWords } from "#app/ui/elements/state-chip.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

/** How each state of a webinar is shown. */
export const webinarStates: Record<WebinarState, StateWords> = {
  upcoming: { label: "states.webinar.upcoming", tone: "neutral", sign: "○" },
  live: { label: "states.webinar.live", tone: "good", sign: "●" },
  ended: { label: "states.webinar.ended", tone: "neutral", sign: "■" },
  cancelled: { label: "states.webinar.cancelled", tone: "bad", sign: "×" },
};

/** How it stands with a webinar: upcoming and how soon, live, ended or cancelled. The one place that says so. */
export function WebinarStateChip({ session, now }: { session: ListedSession; now: Date }) {
  const { format } = useI18n();
  const state = webinarStates[webinarState(session, now)];
  return <StateChip state={state} values={{ when: format.relative(session.startsAt, now) }} />;
}
