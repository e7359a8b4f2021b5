import { Chip } from "#app/ui/elements/badges.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

/** How far a list of people is, in a word. */
export function RosterState({ state }: { state: "waiting" | "running" | "done" | "failed" }) {
  const { t } = useI18n();
  if (state === "done") return <Chip tone="good">{t("enrolment.roster.state.done")}</Chip>;
  if (state === "failed") return <Chip tone="bad">{t("enrolment.roster.state.failed")}</Chip>;
  return <Chip>{state === "running" ? t("enrolment.roster.state.running") : t("enrolment.roster.state.waiting")}</Chip>;
}
