import type { Tx } from "#app/infra/db.server.ts";
import { allPeople } from "#app/modules/accounts/people.server.ts";
import { hashSecret } from "#app/modules/accounts/tokens.server.ts";
import { randomBytes } from "node:crypto";
import { record, transaction } from "#app/infra/transaction.server.ts";
import { type CourseStaffAccess, requireCohort } from "#app/modules/learning/courses/staff-access.server.ts";

/** How long a link is good, in milliseconds. */
export const invitationLifetime = 30 * 24 * 60 * 60_000;

/** An invitation is sent again at most once in this time, in milliseconds. */
export const resendPause = 60 * 60_000;

export type Invited = "invited" | "already_invited" | "already";

/**
 * Invites an address to a course: a mail with a link goes out, good for 30 days. Somebody who is in already is not
 * invited; an open invitation is not sent twice.
 */
export async function inviteAddress(tx: Tx, { courseId, cohortId, email, language, by, at }: Wish): Promise<Invited> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`invite:${courseId}:${email}`}, 0))`;
  const [known] = await tx.$queryRaw<{ isIn: boolean }[]>`
    SELECT true AS "isIn" FROM ${allPeople} u JOIN enrolments e ON e.user_id = u.id AND e.course_id = ${courseId}::uuid
     WHERE u.email = ${email} AND (${cohortId}::uuid IS NULL OR EXISTS (
       SELECT 1 FROM cohort_members m WHERE m.cohort_id = ${cohortId}::uuid AND m.user_id = u.id))`;
  if (known) return "already";
  const open = { courseId, cohortId, email, acceptedAt: null, revokedAt: null, expiresAt: { gt: at } };
  if ((await tx.invitation.count({ where: open })) > 0) return "already_invited";
  const row = await tx.invitation.create({
    data: {
      courseId,
      cohortId,
      email,
      language,
      invitedById: by,
      createdAt: at,
      expiresAt: new Date(at.getTime() + invitationLifetime),
      // The job that writes the mail puts the token's hash here; nothing opens it before.
      tokenHash: hashSecret(randomBytes(24).toString("base64url")),
    },
    select: { id: true },
  });
  await record(tx, "learning.invitation.sent", { invitationId: row.id });
  return "invited";
}

type Wish = {
  courseId: string;
  cohortId: string | null;
  email: string;
  language: string;
  by: string;
  at: Date;
};

/** Invites all of these addresses, each in a transaction of its own. Returns how many became what. */
export async function invitePeople(
  access: CourseStaffAccess,
  { emails, cohortId, language }: { emails: string[]; cohortId: string | null; language: string },
  { at = new Date() } = {},
): Promise<Record<Invited, number>> {
  requireCohort(access, cohortId);
  const done: Record<Invited, number> = { invited: 0, already_invited: 0, already: 0 };
  const fixed = { courseId: access.course.id, cohortId, language, by: access.actor.id, at };
  for (const email of emails) done[await transaction((tx) => inviteAddress(tx, { ...fixed, email }))]++;
  return done;
}
