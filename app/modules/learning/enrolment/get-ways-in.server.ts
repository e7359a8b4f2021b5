import { db } from "#app/infra/db.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { takesCohortKey } from "./enrolment-key.server.ts";
import { hasFreeSeat } from "./free-seats.server.ts";
import type { EnrolmentMode } from "#prisma/generated/enums.ts";

/** How somebody comes into a course that they are not in. */
export type WaysIn = {
  mode: EnrolmentMode;
  /** Whether a key opens something here: the course, or one of its cohorts. */
  takesKey: boolean;
  isFull: boolean;
  /** How many wait. */
  waiting: number;
  /** What the reader has asked for; their turn in the waiting list, from 1. */
  request: { kind: "approval" | "waiting"; turn: number } | null;
  isInvited: boolean;
  /** Cohorts that one may choose without a key. */
  choices: { slug: string; name: string }[];
};

/** How the reader comes into a course, and where they stand on the way. One SQL statement. */
export async function getWaysIn(actor: MaybeActor, course: { id: string }, { at = new Date() } = {}): Promise<WaysIn> {
  const userId = actor?.id ?? null;
  const email = actor?.emailConfirmed ? actor.email.toLowerCase() : null;
  const [row] = await db().$queryRaw<(Omit<WaysIn, "choices"> & { choices: WaysIn["choices"] | null })[]>`
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
           c.enrolment_key IS NOT NULL OR ${takesCohortKey} AS "takesKey",
           (SELECT jsonb_agg(jsonb_build_object('slug', h.slug, 'name', h.name) ORDER BY h.starts_at, h.name)
              FROM cohorts h WHERE h.course_id = c.id AND h.key IS NULL AND h.archived_at IS NULL
               AND (h.ends_at IS NULL OR h.ends_at > ${at})) AS choices
      FROM courses c WHERE c.id = ${course.id}::uuid`;
  if (!row) throw new Error(`no such course: ${course.id}`);
  return { ...row, choices: row.choices ?? [] };
}
