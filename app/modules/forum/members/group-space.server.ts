import { recordAudit } from "#app/infra/audit.server.ts";
import { type Db, db } from "#app/infra/db.server.ts";
import { notFound } from "#app/infra/app-error.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import type { Actor, MaybeActor } from "#app/modules/accounts/actor.ts";
import { allPeople } from "#app/modules/accounts/people.server.ts";
import { requirePoster } from "#app/modules/accounts/policy.ts";
import { addSpace } from "#app/modules/forum/spaces/make-space.server.ts";
import type { NewSpace } from "#app/modules/forum/spaces/schemas.ts";
import { lockPeopleInSpace } from "#app/modules/forum/spaces/set-space-role.server.ts";
import { bringInAll } from "./change-role.server.ts";

/*
 * The space of a group that another module knows, by a key of its own ("cohort:<id>"). Who runs the group, and who is in it, whoever
 * calls has found out: the forum does not know.
 */

/** How many people one transaction brings in. */
const peopleAtOnce = 100;

/** The space of a group, and since when it is archived; null while it has none. One SQL statement. */
export async function findGroupSpace(
  key: string,
): Promise<{ code: string; name: string | null; archivedAt: Date | null } | null> {
  return db().space.findUnique({ where: { madeFor: key }, select: { code: true, name: true, archivedAt: true } });
}

/**
 * How many of these people would be brought into a space: a confirmed address, not suspended, neither in it nor once out of it again,
 * by their own will or a facilitator's. One SQL statement.
 */
export async function countOutside(code: string, userIds: readonly string[]): Promise<number> {
  return (await listOutside(db(), code, userIds)).length;
}

/**
 * Makes the space of a group, with the actor as its facilitator and these people as its members, who are told; where there is one
 * already, they are brought into that, as by `bringInGroup`. Throws 401, 403 for who may not post, 400 "forum.error.space_exists".
 * Returns its code.
 */
export async function makeGroupSpace(
  maybe: MaybeActor,
  key: string,
  input: NewSpace,
  userIds: readonly string[],
  { at = new Date() } = {},
): Promise<string> {
  const actor = requirePoster(maybe);
  // The space first, by itself: others who name one at the same time wait for this alone.
  const code = await transaction((tx) => addSpace(tx, actor, { ...input, madeFor: key }, at));
  await bringAll(actor, code, userIds, at);
  return code;
}

/**
 * Brings those of these people into the space of a group who have never been in it, some at a time: where it breaks off, those before
 * are in, and asking again brings the rest. They are told, and the audit log has a line for each time. Throws 401, 403 for who may not post,
 * 404 for a group without a space. Returns how many came.
 */
export async function bringInGroup(
  maybe: MaybeActor,
  key: string,
  userIds: readonly string[],
  { at = new Date() } = {},
): Promise<number> {
  const actor = requirePoster(maybe);
  const space = await findGroupSpace(key);
  if (!space) throw notFound();
  return bringAll(actor, space.code, userIds, at);
}

async function bringAll(actor: Actor, code: string, userIds: readonly string[], at: Date): Promise<number> {
  const outside = await listOutside(db(), code, userIds);
  let count = 0;
  for (let from = 0; from < outside.length; from += peopleAtOnce)
    count += await bringSome(actor, code, outside.slice(from, from + peopleAtOnce), at);
  return count;
}

/** In one transaction, which a few statements make, however many people it is about. */
async function bringSome(actor: Actor, code: string, userIds: readonly string[], at: Date): Promise<number> {
  return transaction(async (tx) => {
    await lockPeopleInSpace(tx, code, userIds);
    // Who came or left while this waited is known only now.
    const outside = await listOutside(tx, code, userIds);
    if (outside.length === 0) return 0;
    await bringInAll(tx, { spaceCode: code, userIds: outside, by: actor, at });
    const data = { space: code, people: outside.length };
    await recordAudit(tx, { actorId: actor.id, action: "forum.group.changed", subject: `space:${code}`, data });
    return outside.length;
  });
}

/** Those of these people who could come and have not been in, in one order for all who bring in some. */
async function listOutside(from: Db, code: string, userIds: readonly string[]): Promise<string[]> {
  const rows = await from.$queryRaw<{ id: string }[]>`
    SELECT u.id::text FROM ${allPeople} u
     WHERE u.id = ANY(${userIds}::uuid[]) AND u.email_confirmed_at IS NOT NULL
       AND (u.suspended_until IS NULL OR u.suspended_until <= now())
       AND NOT EXISTS (SELECT 1 FROM space_members m WHERE m.space_code = ${code} AND m.user_id = u.id)
       AND NOT EXISTS (SELECT 1 FROM space_leavers l WHERE l.space_code = ${code} AND l.user_id = u.id)
     ORDER BY u.id`;
  return rows.map(({ id }) => id);
}
