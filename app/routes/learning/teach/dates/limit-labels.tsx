import { type UnitKind, unitKinds } from "#app/modules/learning/courses/unit-kinds.ts";
import type { UnitLimits } from "#app/modules/learning/dates/limits.ts";
import { Facts } from "#app/ui/elements/card-list.tsx";
import { Deadline, datesOf } from "#app/ui/elements/deadline.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

type LimitWordsProps = {
  limits: { [K in keyof UnitLimits]: UnitLimits[K] | null };
  kind: UnitKind;
};

/** Dates and limits in words, by the reader's clock; 0 is said as "no limit", and what is null is left out. */
export function LimitLabel({ limits, kind }: LimitWordsProps) {
  const { t } = useI18n();
  const { timeLimit, attemptsAllowed } = limits;
  const { hasAttempts } = unitKinds[kind];
  const items = [
    ...datesOf(limits).map(({ what, at }) => <Deadline key={what} what={what} at={at} />),
    hasAttempts && timeLimit !== null && t("enrolment.dates.time", { minutes: Math.ceil(timeLimit / 60) }),
    hasAttempts && attemptsAllowed !== null && t("enrolment.dates.attempts", { count: attemptsAllowed }),
  ].filter(Boolean);
  return items.length > 0 ? <Facts items={items} /> : <>{t("enrolment.dates.none")}</>;
}
