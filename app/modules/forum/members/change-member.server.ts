import { AppError, fieldError } from "#app/infra/app-error.ts";
import { recordAudit } from "#app/infra/audit.server.ts";
import type { Db, Tx } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import type { Actor, MaybeActor } from "#app/modules/accounts/actor.ts";
import { allPeople } from "#app/modules/accounts/people.server.ts";
import type { SpaceRole } from "#app/modules/accounts/spaces/note-space-role.server.ts";
import { requireFacilitator } from "#app/modules/forum/spaces/require-space.server.ts";
import { setSpaceRole } from "#app/modules/forum/spaces/set-space-role.server.ts";
import { bringIn, lockRole, requireOtherFacilitator, tellOfLoss, tellOfRole } from "./change-role.server.ts";

type Person = { id: string; name: string; handle: string; mayCome: boolean };

/**
 * Adds somebody to a space by their handle, as a member or a facilitator; whoever is in it is left as they are, and a member becomes
 * a facilitator where that is asked for. They are told, and the audit log has a line. Throws 401, 403, 404 as `requireFacilitator`,
 * 400 for a handle that nobody has who could come: a confirmed address, not suspended.
 */
export async function addMember(
  maybe: MaybeActor,
  code: string,
  { handle, role }: { handle: string; role: "member" | "facilitator" },
  { at = new Date() } = {},
): Promise<void> {
  await transaction(async (tx) => {
    const { actor } = await requireFacilitator(maybe, code, tx);
    const person = await findByHandle(tx, handle);
    if (!person?.mayCome) throw fieldError("person", "forum.error.no_person");
    const before = await lockRole(tx, code, person.id);
    if (before === role || before === "facilitator") return;
    const change = { spaceCode: code, userId: person.id, role, at };
    if (before === null) await bringIn(tx, { ...change, by: actor });
    else await appoint(tx, actor, change);
    await noteChange(tx, actor, person, { code, before, role });
  });
}

/**
 * Makes a member of a space a facilitator, a facilitator a member again, or, with null, neither; nothing when they are that. Whoever
 * is appointed, loses that role or is removed is told, and the audit log has a line. Throws 401, 403, 404 as `requireFacilitator`, 409 for somebody who is not in the
 * space any more ("forum.error.member_gone") and for the last facilitator.
 */
export async function changeMember(
  maybe: MaybeActor,
  code: string,
  { handle, role }: { handle: string; role: SpaceRole },
  { at = new Date() } = {},
): Promise<void> {
  await transaction(async (tx) => {
    const { actor } = await requireFacilitator(maybe, code, tx);
    const person = await findByHandle(tx, handle);
    if (!person) throw memberGone();
    const change = { spaceCode: code, userId: person.id, role, at };
    if (role !== "facilitator") await requireOtherFacilitator(tx, actor, change);
    const before = await lockRole(tx, code, person.id);
    if (before === role) return;
    if (before === null) throw memberGone();
    if (role === "facilitator") await appoint(tx, actor, change);
    else {
      await setSpaceRole(tx, { ...change, by: actor.id });
      if (person.id !== actor.id) await tellOfLoss(tx, change);
    }
    await noteChange(tx, actor, person, { code, before, role });
  });
}

const memberGone = () => new AppError("forum.error.member_gone", 409);

async function appoint(tx: Tx, actor: Actor, change: { spaceCode: string; userId: string; role: SpaceRole; at: Date }) {
  await setSpaceRole(tx, { ...change, by: actor.id });
  if (change.userId !== actor.id) await tellOfRole(tx, change);
}

/** Writes who is what in a space now into the audit log. */
async function noteChange(
  tx: Tx,
  actor: Actor,
  person: { id: string; handle: string },
  { code, before, role }: { code: string; before: SpaceRole; role: SpaceRole },
): Promise<void> {
  const data = { space: code, handle: person.handle, from: before ?? "nobody", to: role ?? "nobody" };
  await recordAudit(tx, { actorId: actor.id, action: "forum.member.changed", subject: `user:${person.id}`, data });
}

/** The person of a handle, and whether they may come into a space. One SQL statement. */
async function findByHandle(from: Db, handle: string): Promise<Person | null> {
  const [person] = await from.$queryRaw<Person[]>`
    SELECT id, name, handle,
           email_confirmed_at IS NOT NULL AND (suspended_until IS NULL OR suspended_until <= now()) AS "mayCome"
      FROM ${allPeople} u WHERE handle = ${handle}`;
  return person ?? null;
}
