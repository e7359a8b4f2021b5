import { db } from "#app/infra/db.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { allPeople } from "#app/modules/accounts/people.server.ts";
import { listLimits } from "#app/modules/learning/dates/load-limits.server.ts";
import type { UnitLimits } from "#app/modules/learning/dates/limits.ts";
import { hasFreeSeat } from "./free-seats.server.ts";
import type { EnrolmentMode } from "#prisma/generated/enums.ts";

export type OwnCohort = {
  name: string;
  zone: string;
  startsAt: Date | null;
  endsAt: Date | null;
  archivedAt: Date | null;
  topicNumber: number | null;
  trainer: { name: string; handle: string } | null;
};

/** How one comes into a course, and where the reader stands on the way. */
export type OwnEnrolment = {
  mode: EnrolmentMode;
  /** Whether a key opens something here: the course, or one of its cohorts. */
  takesKey: boolean;
  /** Whether a cohort has a key: it serves who is in the course too. */
  takesCohortKey: boolean;
  isFull: boolean;
  /** How many wait. */
  waiting: number;
  /** What the reader has asked for; their turn in the waiting list, from 1. */
  request: { kind: "approval" | "waiting"; turn: number } | null;
  isInvited: boolean;
  /** Cohorts that one may choose without a key. */
  choices: { slug: string; name: string }[];
  cohorts: OwnCohort[];
};

type CohortDate = "startsAt" | "endsAt" | "archivedAt";

type Row = Omit<OwnEnrolment, "choices" | "cohorts"> & {
  cohorts: (Omit<OwnCohort, CohortDate> & Record<CohortDate, string | null>)[] | null;
  choices: { slug: string; name: string }[] | null;
};

/**
 * How the reader comes into a course and what they are in already. One SQL
 * statement.
 */
export async function getOwnEnrolment(
  actor: MaybeActor,
  course: { id: string },
  { at = new Date() } = {},
): Promise<OwnEnrolment> {
  const userId = actor?.id ?? null;
  const email = actor?.emailConfirmed ? actor.email.toLowerCase() : null;
  const [row] = await db().$queryRaw<Row[]>`
    SELECT c.enrolment_mode::text AS mode,
           NOT ${hasFreeSeat} AS "isFull",
           (SELECT count(*)::int FROM enrolment_requests r
             WHERE r.course_id = c.id AND r.state = 'open' AND r.kind = 'waiting') AS waiting,
           (SELECT jsonb_build_object('kind', r.kind, 'turn', 1 + (
                     SELECT count(*) FROM enrolment_requests o
                      WHERE o.course_id = c.id AND o.state = 'open' AND o.kind = 'waiting'
                        AND (o.created_at, o.id) < (r.created_at, r.id)))
              FROM enrolment_requests r
             WHERE r.course_id = c.id AND r.user_id = ${userId}::uuid AND r.state = 'open') AS request,
           EXISTS (SELECT 1 FROM invitations i
                    WHERE i.course_id = c.id AND i.email = ${email}::text AND i.accepted_at IS NULL
                      AND i.revoked_at IS NULL AND i.expires_at > ${at}) AS "isInvited",
           c.enrolment_key IS NOT NULL AS "takesKey",
           EXISTS (SELECT 1 FROM cohorts h
                    WHERE h.course_id = c.id AND h.key IS NOT NULL AND h.archived_at IS NULL) AS "takesCohortKey",
           (SELECT jsonb_agg(jsonb_build_object('slug', h.slug, 'name', h.name) ORDER BY h.starts_at, h.name)
              FROM cohorts h WHERE h.course_id = c.id AND h.key IS NULL AND h.archived_at IS NULL
               AND (h.ends_at IS NULL OR h.ends_at > ${at})) AS choices,
           (SELECT jsonb_agg(jsonb_build_object('name', h.name, 'zone', h.zone, 'startsAt', h.starts_at,
                     'endsAt', h.ends_at, 'archivedAt', h.archived_at, 'topicNumber', h.topic_number, 'trainer',
                     CASE WHEN u.id IS NOT NULL THEN jsonb_build_object('name', u.name, 'handle', u.handle) END)
                   ORDER BY m.joined_at)
              FROM cohort_members m JOIN cohorts h ON h.id = m.cohort_id AND h.course_id = c.id
              LEFT JOIN ${allPeople} u ON u.id = h.trainer_id
             WHERE m.user_id = ${userId}::uuid) AS cohorts
      FROM courses c WHERE c.id = ${course.id}::uuid`;
  if (!row) throw new Error(`no such course: ${course.id}`);
  const date = (text: string | null) => (text === null ? null : new Date(text));
  const cohorts = (row.cohorts ?? []).map((one) => ({
    ...one,
    startsAt: date(one.startsAt),
    endsAt: date(one.endsAt),
    archivedAt: date(one.archivedAt),
  }));
  const takesKey = row.takesKey || row.takesCohortKey;
  return { ...row, takesKey, choices: row.choices ?? [], cohorts };
}

export type OwnDate = { slug: string; what: "opens" | "due" | "closes"; at: Date };

/**
 * What lies before somebody in a course: the next openings, due dates and closings as they hold for them, soonest first,
 * at most five; units that they have done are left out. One SQL statement.
 */
export async function listOwnDates(
  userId: string,
  units: readonly { id: string; slug: string; completedAt: Date | null }[],
  at = new Date(),
): Promise<OwnDate[]> {
  const open = units.filter((unit) => !unit.completedAt);
  if (open.length === 0) return [];
  const slugs = new Map(open.map(({ id, slug }) => [id, slug]));
  const rows = await listLimits(db(), { userIds: [userId], unitIds: [...slugs.keys()] });
  return rows
    .flatMap(({ unitId, limits }) => datesOf(limits).map((one) => ({ slug: slugs.get(unitId)!, ...one })))
    .filter((one) => one.at > at)
    .sort((a, b) => a.at.getTime() - b.at.getTime() || a.slug.localeCompare(b.slug))
    .slice(0, 5);
}

function datesOf({ opensAt, dueAt, closesAt }: UnitLimits): { what: OwnDate["what"]; at: Date }[] {
  const named = [
    { what: "opens" as const, at: opensAt },
    { what: "due" as const, at: dueAt },
    { what: "closes" as const, at: closesAt },
  ];
  return named.flatMap(({ what, at }) => (at ? [{ what, at }] : []));
}
