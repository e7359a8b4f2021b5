import { isolate } from "#app/lib/isolate.ts";
import { randomBytes } from "node:crypto";
import { AppError, forbidden, notFound } from "#app/infra/app-error.ts";
import { db, type Tx } from "#app/infra/db.server.ts";
import { env } from "#app/infra/env.server.ts";
import { queueMail } from "#app/infra/mail.server.ts";
import { record, transaction } from "#app/infra/transaction.server.ts";
import { formatFor } from "#app/i18n/format.ts";
import { defaultLanguage, isLanguage } from "#app/i18n/languages.ts";
import { composeMail } from "#app/i18n/mail.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { withName } from "#app/modules/accounts/person-columns.ts";
import { allPeople } from "#app/modules/accounts/people.server.ts";
import { requireActive } from "#app/modules/accounts/policy.ts";
import { hashSecret } from "#app/modules/accounts/tokens.server.ts";
import { type Cursor, nextCursor, readCursor } from "#app/lib/cursor.ts";
import { lockSeats, seat, type Seated } from "./assign-seats.server.ts";
import { type Text, textIn } from "#app/modules/learning/courses/text.ts";
import { type CourseStaffAccess, requireCohort } from "#app/modules/learning/courses/staff-access.server.ts";

const lifetime = 30 * 24 * 60 * 60_000;
const again = 60 * 60_000;

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
      expiresAt: new Date(at.getTime() + lifetime),
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

/** Job: makes a fresh token for an invitation that is open and mails it, in the language it was written for. */
export async function mailInvitation(invitationId: string, { at = new Date() } = {}): Promise<void> {
  const row = await db().invitation.findUnique({ where: { id: invitationId }, select: shown });
  if (!row || row.acceptedAt || row.revokedAt || row.expiresAt <= at) return;
  const language = isLanguage(row.language) ? row.language : defaultLanguage;
  const secret = randomBytes(24).toString("base64url");
  const { course, cohort } = row;
  const mail = composeMail(language, "mail.invitation", {
    values: {
      inviter: isolate(row.invitedBy?.name ?? "Crossroads"),
      title: isolate(textIn(course.title, language, course.defaultLanguage).text),
      cohort: cohort ? isolate(cohort.name) : "none",
      email: isolate(row.email),
      until: isolate(formatFor(language, "UTC").date(row.expiresAt)),
    },
    action: { url: `${env().PUBLIC_URL}/invitations/${secret}` },
  });
  await transaction(async (tx) => {
    const key = `invitation:${row.id}:${row.expiresAt.getTime()}`;
    const isNew = await queueMail(tx, { key, userId: null, recipient: row.email, ...mail });
    if (!isNew) return;
    const data = { tokenHash: hashSecret(secret) };
    await tx.invitation.update({ where: { id: row.id }, data, select: { id: true } });
  });
}

const shown = {
  id: true,
  email: true,
  language: true,
  courseId: true,
  cohortId: true,
  createdAt: true,
  expiresAt: true,
  acceptedAt: true,
  revokedAt: true,
  invitedBy: withName,
  cohort: { select: { name: true } },
  course: { select: { slug: true, title: true, defaultLanguage: true, state: true } },
} as const;

export type InvitationView = {
  state: "open" | "accepted" | "revoked" | "expired";
  slug: string;
  title: Text;
  cohort: string | null;
  inviter: string | null;
  email: string;
  expiresAt: Date;
};

/** The invitation behind a mailed link. Throws 404 for a token that nobody has. */
export async function getInvitation(token: string, language: string, at = new Date()): Promise<InvitationView> {
  const row = await findByToken(token);
  const { course } = row;
  return {
    state: row.acceptedAt ? "accepted" : row.revokedAt ? "revoked" : row.expiresAt <= at ? "expired" : "open",
    slug: course.slug,
    title: textIn(course.title, language, course.defaultLanguage),
    cohort: row.cohort?.name ?? null,
    inviter: row.invitedBy?.name ?? null,
    email: row.email,
    expiresAt: row.expiresAt,
  };
}

/**
 * Takes up an invitation by its mailed link: the actor is enrolled, or waits when every place is taken. Holding the link
 * shows that the mailbox is theirs, so their address need not be confirmed. Throws 401, 403 for a suspended person or one
 * with another address than was invited, 404 for no such link, 400 when it is no longer good. Twice is once.
 */
export async function acceptInvitation(
  maybe: MaybeActor,
  token: string,
  { at = new Date() } = {},
): Promise<{ slug: string; outcome: Seated }> {
  const actor = requireActive(maybe);
  const { id, courseId, cohortId, email, course } = await findByToken(token);
  if (email !== actor.email.toLowerCase()) throw forbidden("enrolment.error.other_address");
  const outcome = await transaction(async (tx) => {
    await lockSeats(tx, courseId);
    const used = await tx.invitation.updateMany({
      where: { id, acceptedAt: null, revokedAt: null, expiresAt: { gt: at } },
      data: { acceptedAt: at },
    });
    const wish = { courseId, cohortId, userId: actor.id, at };
    if (used.count > 0) return seat(tx, wish);
    const isIn = (await tx.enrolment.count({ where: { courseId, userId: actor.id } })) > 0;
    if (isIn) return "already" as const;
    throw new AppError("enrolment.error.invitation_over", 400);
  });
  return { slug: course.slug, outcome };
}

async function findByToken(token: string) {
  const where = { tokenHash: hashSecret(token) };
  const row = /^[\w-]{32}$/.test(token) ? await db().invitation.findUnique({ where, select: shown }) : null;
  if (!row || row.course.state !== "published") throw notFound();
  return row;
}

export type InvitationRow = {
  id: string;
  email: string;
  language: string;
  cohort: string | null;
  createdAt: Date;
  expiresAt: Date;
  acceptedAt: Date | null;
  revokedAt: Date | null;
};

/** The invitations to a course, newest first, 50 to a page; a cohort's trainer sees those to their cohorts. One statement. */
export async function listInvitations(
  { course, cohortIds }: CourseStaffAccess,
  { before }: { before?: string | null } = {},
): Promise<{ invitations: InvitationRow[]; next: string | null }> {
  const from: Cursor | null = readCursor(before);
  const rows = await db().$queryRaw<InvitationRow[]>`
    SELECT i.id, i.email, i.language, h.name AS cohort, i.created_at AS "createdAt", i.expires_at AS "expiresAt",
           i.accepted_at AS "acceptedAt", i.revoked_at AS "revokedAt"
      FROM invitations i LEFT JOIN cohorts h ON h.id = i.cohort_id
     WHERE i.course_id = ${course.id}::uuid
       AND (${cohortIds}::uuid[] IS NULL OR i.cohort_id = ANY(${cohortIds}::uuid[]))
       AND (${from?.at ?? null}::timestamptz IS NULL
            OR (i.created_at, i.id) < (${from?.at ?? null}::timestamptz, ${from?.id ?? null}::uuid))
     ORDER BY i.created_at DESC, i.id DESC LIMIT 51`;
  return { invitations: rows.slice(0, 50), next: nextCursor(rows, 50, "createdAt") };
}

/** Takes an open invitation back: its link opens nothing any more. Throws 404 for one that is not the actor's to change. */
export async function revokeInvitation(access: CourseStaffAccess, id: string, { at = new Date() } = {}): Promise<void> {
  const data = { revokedAt: at };
  const { count } = await db().invitation.updateMany({ where: { ...own(access, id), revokedAt: null }, data });
  if (count === 0 && (await db().invitation.count({ where: own(access, id) })) === 0) throw notFound();
}

/**
 * Sends an invitation once more, with a new link and 30 more days; the old link opens nothing any more. Throws 404, 400
 * "enrolment.error.invitation_soon" within an hour of the last time.
 */
export async function sendInvitationAgain(
  access: CourseStaffAccess,
  id: string,
  { at = new Date() } = {},
): Promise<void> {
  await transaction(async (tx) => {
    const old = await tx.invitation.findFirst({ where: own(access, id), select: { expiresAt: true } });
    if (!old) throw notFound();
    if (old.expiresAt.getTime() - lifetime > at.getTime() - again)
      throw new AppError("enrolment.error.invitation_soon", 400);
    const data = { expiresAt: new Date(at.getTime() + lifetime), revokedAt: null };
    await tx.invitation.update({ where: { id }, data, select: { id: true } });
    await record(tx, "learning.invitation.sent", { invitationId: id });
  });
}

function own({ course, cohortIds }: CourseStaffAccess, id: string) {
  return { id, courseId: course.id, acceptedAt: null, ...(cohortIds && { cohortId: { in: cohortIds } }) };
}
