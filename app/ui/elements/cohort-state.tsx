import type { ReactNode } from "react";
import { formatFor } from "#app/i18n/format.ts";
import { zonedMoment } from "#app/i18n/zone-name.ts";
import { Facts } from "#app/ui/elements/card-list.tsx";
import { StateChip, type StateWords } from "#app/ui/elements/state-chip.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Time } from "#app/ui/text/time.tsx";

export type CohortState = "upcoming" | "open" | "running" | "ended";

/** How each state of a cohort is shown. */
export const cohortStates: Record<CohortState, StateWords> = {
  upcoming: { label: "states.cohort.upcoming", tone: "neutral", sign: "○" },
  open: { label: "states.cohort.open", tone: "good", sign: "+" },
  running: { label: "states.cohort.running", tone: "good", sign: "●" },
  ended: { label: "states.cohort.ended", tone: "neutral", sign: "■" },
};

/** What is known of a cohort where its state is told; what is left out is not said. */
export type ShownCohort = {
  startsAt: Date | null;
  endsAt?: Date | null;
  /** The place whose clocks its dates are told by. */
  zone: string;
  archivedAt?: Date | null;
  /** Whether who is in the course may choose it without a key or an invitation. */
  isJoinable?: boolean;
  people?: number;
  capacity?: number | null;
};

/** How it stands with a cohort at a moment: over when it was closed or its time is past, under way once it has begun. */
export function cohortState(cohort: ShownCohort, now: Date): CohortState {
  const { startsAt, endsAt, archivedAt, isJoinable = false } = cohort;
  if (archivedAt || (endsAt && endsAt <= now)) return "ended";
  if (startsAt && startsAt <= now) return "running";
  if (isJoinable && !isFull(cohort)) return "open";
  return startsAt ? "upcoming" : "running";
}

function isFull({ people = 0, capacity }: ShownCohort): boolean {
  return typeof capacity === "number" && people >= capacity;
}

type CohortFactsProps = {
  cohort: ShownCohort;
  more?: ReactNode[];
  /** Where who is in it goes on: by their own clock, and when it began is past and not said. */
  isOwn?: boolean;
};

/** The state of a cohort, how many are in it and its dates, by the clocks of its place where it is offered. The one place that says so. */
export function CohortFacts({ cohort, more = [], isOwn = false }: CohortFactsProps) {
  const { t, format, language, now } = useI18n();
  const { startsAt, endsAt, zone, people, capacity = null } = cohort;
  const clock = isOwn ? format : formatFor(language, zone);
  const date = (key: "states.cohort.from" | "states.cohort.until", at: Date) => (
    <Time
      key={key}
      iso={at.toISOString()}
      text={t(key, { when: zonedMoment(clock, at) })}
      relative={format.relative(at, now)}
    />
  );
  return (
    <Facts
      items={[
        <CohortChip key="state" cohort={cohort} />,
        people !== undefined &&
          (capacity === null
            ? t("states.cohort.people", { count: people })
            : t("states.cohort.seats", { count: people, capacity })),
        isFull(cohort) && t("states.cohort.full"),
        ...more,
        startsAt && !(isOwn && startsAt <= now) && date("states.cohort.from", startsAt),
        endsAt && date("states.cohort.until", endsAt),
      ]}
    />
  );
}

/** The state of a cohort alone, where its dates stand in a list of their own. */
export function CohortChip({ cohort }: { cohort: ShownCohort }) {
  const { now } = useI18n();
  return <StateChip state={cohortStates[cohortState(cohort, now)]} />;
}
