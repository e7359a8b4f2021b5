import { db } from "#app/infra/db.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { allPeople } from "#app/modules/accounts/people.server.ts";
import type { OutlineUnit } from "#app/modules/learning/outline/load-outlines.server.ts";
import { takesCohortKey } from "./enrolment-key.server.ts";

export type OwnCohort = {
  name: string;
  zone: string;
  startsAt: Date | null;
  endsAt: Date | null;
  archivedAt: Date | null;
  topicNumber: number | null;
  trainer: { name: string; handle: string } | null;
};

/** Where somebody stands who is in a course. */
export type OwnEnrolment = {
  /** Whether a cohort has a key: it serves who is in the course too. */
  takesCohortKey: boolean;
  cohorts: OwnCohort[];
};

/** What the reader, who is enrolled, is in already. One SQL statement. */
export async function getOwnEnrolment(actor: Actor, course: { id: string }): Promise<OwnEnrolment> {
  const [row] = await db().$queryRaw<{ takesCohortKey: boolean; cohorts: StoredCohort[] | null }[]>`
    SELECT ${takesCohortKey} AS "takesCohortKey",
           (SELECT jsonb_agg(jsonb_build_object('name', h.name, 'zone', h.zone, 'startsAt', h.starts_at,
                     'endsAt', h.ends_at, 'archivedAt', h.archived_at, 'topicNumber', h.topic_number, 'trainer',
                     CASE WHEN u.id IS NOT NULL THEN jsonb_build_object('name', u.name, 'handle', u.handle) END)
                   ORDER BY m.joined_at)
              FROM cohort_members m JOIN cohorts h ON h.id = m.cohort_id AND h.course_id = c.id
              LEFT JOIN ${allPeople} u ON u.id = h.trainer_id
             WHERE m.user_id = ${actor.id}::uuid) AS cohorts
      FROM courses c WHERE c.id = ${course.id}::uuid`;
  if (!row) throw new Error(`no such course: ${course.id}`);
  const date = (text: string | null) => (text === null ? null : new Date(text));
  const cohorts = (row.cohorts ?? []).map((one) => ({
    ...one,
    startsAt: date(one.startsAt),
    endsAt: date(one.endsAt),
    archivedAt: date(one.archivedAt),
  }));
  return { takesCohortKey: row.takesCohortKey, cohorts };
}

type CohortDate = "startsAt" | "endsAt" | "archivedAt";
type StoredCohort = Omit<OwnCohort, CohortDate> & Record<CohortDate, string | null>;

export type OwnDate = { slug: string; what: "opens" | "due" | "closes"; at: Date };

/**
 * What lies before somebody in a course: the next openings, due dates and closings as its outline has them for them, soonest
 * first, at most five; units that they have done are left out.
 */
export function ownDatesIn(
  units: readonly Pick<OutlineUnit, "slug" | "completedAt" | "opensAt" | "dueAt" | "closesAt">[],
  at = new Date(),
): OwnDate[] {
  return units
    .filter((unit) => !unit.completedAt)
    .flatMap((unit) => datesOf(unit).map((one) => ({ slug: unit.slug, ...one })))
    .filter((one) => one.at > at)
    .sort((a, b) => a.at.getTime() - b.at.getTime() || a.slug.localeCompare(b.slug))
    .slice(0, 5);
}

function datesOf({ opensAt, dueAt, closesAt }: Pick<OutlineUnit, "opensAt" | "dueAt" | "closesAt">) {
  const named = [
    { what: "opens" as const, at: opensAt },
    { what: "due" as const, at: dueAt },
    { what: "closes" as const, at: closesAt },
  ];
  return named.flatMap(({ what, at }) => (at ? [{ what, at }] : []));
}
