import { notFound } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { requireRole } from "#app/modules/accounts/policy.ts";

/** What administrators see of a person's account. One SQL statement. Throws 401 or 403, and 404 for no such handle. */
export async function getPersonRecordFor(actor: MaybeActor, handle: string) {
  requireRole(actor, ["administrator"]);
  const person = await db().user.findFirst({
    where: { handle, endedAt: null },
    select: {
      id: true,
      name: true,
      handle: true,
      picture: true,
      email: true,
      emailConfirmedAt: true,
      country: true,
      institution: true,
      language: true,
      role: true,
      suspendedUntil: true,
      createdAt: true,
    },
  });
  if (!person) throw notFound();
  return person;
}
