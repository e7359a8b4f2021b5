import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { isAddressOfAnother } from "#app/modules/accounts/accounts-at-address.server.ts";
import { type Seated, lockSeats, seat } from "#app/modules/learning/enrolment/assign-seats.server.ts";
import { requireActive } from "#app/modules/accounts/policy.ts";
import { findInvitation } from "./find-invitation.server.ts";
import { forbidden, AppError } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";

/**
 * Takes up an invitation by its mailed link: the actor is enrolled, or waits when every seat is taken. Holding the link
 * shows that the mailbox is theirs, so their address need not be confirmed, unless it belongs to another account. Throws 401,
 * 403 for a suspended person or one with another address than was invited, 404 for no such link, 400 when it is no longer
 * good. Twice is once.
 */
export async function acceptInvitation(
  maybe: MaybeActor,
  token: string,
  { at = new Date() } = {},
): Promise<{ slug: string; outcome: Seated }> {
  const actor = requireActive(maybe);
  const { id, courseId, cohortId, email, course } = await findInvitation(token);
  const isTheirs = email === actor.email.toLowerCase() && !(await isAddressOfAnother(db(), actor));
  if (!isTheirs) throw forbidden("enrolment.error.other_address");
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
