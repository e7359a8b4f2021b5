import { notFound } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { withHandle } from "#app/modules/accounts/person-columns.ts";
import { canSanction, hasRole, requireActive } from "#app/modules/accounts/policy.ts";
import type { SanctionKind } from "#app/modules/accounts/sanctions/sanction-kinds.ts";

type Named = { name: string; handle: string } | null;

/** A line of somebody's record. Who imposed and ended it is for the team alone. */
export type SanctionLine = {
  id: string;
  kind: SanctionKind;
  reason: string;
  until: Date | null;
  createdAt: Date;
  /** When its person said that they have read a warning. */
  readAt: Date | null;
  endedAt: Date | null;
  by: Named;
  endedBy: Named;
};

/** A record has few lines; whoever has more is shown the newest. */
const atMost = 100;

/**
 * What the team has imposed on somebody, newest first: for moderators and administrators, and for the person, who is not told by whom.
 * Throws 401, and 404 for everybody else.
 */
export async function getSanctionRecordFor(maybe: MaybeActor, handle: string) {
  const actor = requireActive(maybe);
  const isOwn = actor.handle === handle;
  const isStaff = hasRole(actor, ["moderator"]);
  if (!isStaff && !isOwn) throw notFound();
  const person = await db().user.findFirst({
    where: { handle, endedAt: null },
    select: { id: true, name: true, handle: true, role: true },
  });
  if (!person) throw notFound();
  const rows: SanctionLine[] = await db().sanction.findMany({
    where: { userId: person.id },
    select: {
      id: true,
      kind: true,
      reason: true,
      until: true,
      createdAt: true,
      readAt: true,
      endedAt: true,
      by: withHandle,
      endedBy: withHandle,
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: atMost,
  });
  const lines = isStaff ? rows : rows.map((row) => ({ ...row, by: null, endedBy: null }));
  return { person, lines, isStaff, mayImpose: canSanction(actor, person) };
}

/** A sanction as its person is told of it; null once it is deleted. One SQL statement. */
export async function findSanctionFacts(id: string) {
  return db().sanction.findUnique({
    where: { id },
    select: {
      id: true,
      kind: true,
      reason: true,
      until: true,
      endedAt: true,
      user: { select: { id: true, handle: true } },
    },
  });
}
