import { AppError, forbidden } from "#app/infra/app-error.ts";
import { recordAudit } from "#app/infra/audit.server.ts";
import { db, type Tx } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { newId } from "#app/lib/uuid.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { requireActive } from "#app/modules/accounts/policy.ts";
import type { Thing } from "#app/modules/moderation/kinds/contract.server.ts";
import { findNamed, kindOf } from "#app/modules/moderation/kinds/table.server.ts";
import type { NamedKind } from "#app/modules/moderation/kinds/names.ts";
import { canDecideAbout, canModerate } from "#app/modules/moderation/policy.ts";
import { takeClaim } from "./claim-case.server.ts";
import { requireNotKept } from "./kept-from.server.ts";
import { lockCase } from "./lock-case.server.ts";

/**
 * The case of a thing that is not decided, locked until the caller's transaction ends: the one that there is, or a new one. Those
 * who open it side by side find one. Returns its id.
 */
export async function openCase(tx: Tx, { kind, id, author, spaceCode }: Thing, at: Date): Promise<string> {
  // What was found undecided may be decided while this waits for its lock: then it is opened anew.
  for (let tried = 0; tried < 5; tried++) {
    await tx.$executeRaw`
      INSERT INTO moderation_cases (id, kind, thing_id, author_id, space_code, opened_at)
      VALUES (${newId()}::uuid, ${kind}, ${id}, ${author.id}::uuid, ${spaceCode}, ${at})
      ON CONFLICT (kind, thing_id) WHERE state <> 'decided' DO NOTHING`;
    const [row] = await tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM moderation_cases WHERE kind = ${kind} AND thing_id = ${id} AND state <> 'decided' FOR UPDATE`;
    if (row) return row.id;
  }
  throw new AppError("error.busy", 503, { values: { seconds: 2 } });
}

/**
 * The thing that somebody who decides wants to look at. Throws 401, 403 for who may not, for their own, and for what
 * they review without knowing whose it is; for facilitators also for what is unsigned and was never reported; 404.
 */
export async function getThingToDecide(maybe: MaybeActor, named: { kind: NamedKind; id: string }): Promise<Thing> {
  const actor = requireActive(maybe);
  const thing = await findNamed(named);
  if (!canDecideAbout(actor, thing)) throw forbidden();
  if (thing.author.id === actor.id) throw forbidden("moderation.error.own_thing");
  const where = { kind: thing.kind, thingId: thing.id };
  await requireNotKept(db(), actor, where);
  if (kindOf(thing.kind).isUnsigned && !canModerate(actor) && (await db().moderationCase.count({ where })) === 0)
    throw forbidden("moderation.error.unsigned_thing");
  return thing;
}

/**
 * Opens a case about a thing that nobody has reported, and claims it for the actor. Where there is one already, or the thing is
 * out of sight by an earlier decision, that one is meant. Returns the number of the case. Throws as `getThingToDecide`, and 409 when
 * somebody else has claimed it.
 */
export async function openCaseFor(
  maybe: MaybeActor,
  named: { kind: NamedKind; id: string },
  { at = new Date() } = {},
): Promise<number> {
  const thing = await getThingToDecide(maybe, named);
  const actor = requireActive(maybe);
  return transaction(async (tx) => {
    if (thing.state === "hidden" || thing.state === "removed" || thing.state === "purged") {
      const where = { kind: thing.kind, thingId: thing.id };
      const last = await tx.moderationCase.findFirst({ where, orderBy: { id: "desc" }, select: { publicId: true } });
      if (last) return last.publicId;
    }
    const found = await lockCase(tx, { id: await openCase(tx, thing, at) });
    await takeClaim(tx, actor, found!, at);
    const subject = `case:${found!.publicId}`;
    const data = { kind: thing.kind, author: thing.author.handle, title: thing.title };
    await recordAudit(tx, { actorId: actor.id, action: "moderation.case.opened", subject, data });
    return found!.publicId;
  });
}
