import { db, type Tx } from "#app/infra/db.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { type Text, textIn } from "#app/modules/learning/courses/text.ts";

const openNow = (at: Date) => ({ acceptedAt: null, revokedAt: null, expiresAt: { gt: at } });

/**
 * Takes up the newest open invitation to the actor's address, once that address is confirmed: only its owner can have
 * been meant. Returns the cohort that it is for, or null when there is no invitation.
 */
export async function acceptOwnInvitation(
  tx: Tx,
  actor: Actor,
  { courseId, at }: { courseId: string; at: Date },
): Promise<{ cohortId: string | null } | null> {
  if (!actor.emailConfirmed) return null;
  const where = { courseId, email: actor.email.toLowerCase(), ...openNow(at) };
  const order = [{ createdAt: "desc" as const }, { id: "desc" as const }];
  const found = await tx.invitation.findFirst({ where, select: { cohortId: true }, orderBy: order });
  if (!found) return null;
  await tx.invitation.updateMany({ where, data: { acceptedAt: at } });
  return found;
}

export type OwnInvitation = { slug: string; title: Text; cohort: string | null; expiresAt: Date };

/**
 * The open invitations to the actor's confirmed address, newest first, at most 20: whoever signed up another way than by
 * the mailed link finds them here. One SQL statement.
 */
export async function listOwnInvitations(actor: Actor, language: string, at = new Date()): Promise<OwnInvitation[]> {
  if (!actor.emailConfirmed) return [];
  const rows = await db().$queryRaw<(Omit<OwnInvitation, "title"> & { title: unknown; ownLanguage: string })[]>`
    SELECT c.slug, c.title, c.default_language AS "ownLanguage", h.name AS cohort, i.expires_at AS "expiresAt"
      FROM (SELECT DISTINCT ON (course_id) * FROM invitations
             WHERE email = ${actor.email.toLowerCase()} AND accepted_at IS NULL AND revoked_at IS NULL
               AND expires_at > ${at}
             ORDER BY course_id, created_at DESC, id DESC) i
      JOIN courses c ON c.id = i.course_id AND c.state = 'published'
      LEFT JOIN cohorts h ON h.id = i.cohort_id
     ORDER BY i.created_at DESC, i.id DESC LIMIT 20`;
  return rows.map(({ title, ownLanguage, ...row }) => ({ ...row, title: textIn(title, language, ownLanguage) }));
}
