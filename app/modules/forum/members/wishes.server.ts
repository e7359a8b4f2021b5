import { AppError } from "#app/infra/app-error.ts";
import { recordAudit } from "#app/infra/audit.server.ts";
import { db, type Tx } from "#app/infra/db.server.ts";
import { record, transaction } from "#app/infra/transaction.server.ts";
import { type Cursor, nextCursor, readCursor } from "#app/lib/cursor.ts";
import { isUuid, newId } from "#app/lib/uuid.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { allPeople } from "#app/modules/accounts/people.server.ts";
import { requireActive, requirePoster } from "#app/modules/accounts/policy.ts";
import {
  requireFacilitator,
  requireInUse,
  requireSpaceToJoin,
} from "#app/modules/forum/spaces/require-space.server.ts";
import { bringIn, lockRole } from "./change-role.server.ts";
import { wishPauseDays } from "./limits.ts";

const pause = wishPauseDays * 86_400_000;

/**
 * The actor wishes to belong to a space that one asks to join; its facilitators are told. A wish that is open stays as it is, and
 * whoever is in the space has no wish: returns false for these. Throws 401, 403 for who may not post, 404, 409 for a space that one
 * does not ask ("forum.error.join_open", "forum.error.join_invited") and within `wishPauseDays` of being declined ("forum.error.wish_soon").
 */
export async function makeWish(
  maybe: MaybeActor,
  code: string,
  { words }: { words: string },
  { at = new Date() } = {},
): Promise<boolean> {
  const actor = requirePoster(maybe);
  return transaction(async (tx) => {
    const { joinMode } = await requireSpaceToJoin(actor, code, tx);
    if ((await lockRole(tx, code, actor.id)) !== null) return false;
    if (joinMode === "open") throw new AppError("forum.error.join_open", 409);
    if (joinMode === "members") throw new AppError("forum.error.join_invited", 409);
    const where = { spaceCode_userId: { spaceCode: code, userId: actor.id } };
    const old = await tx.spaceWish.findUnique({ where, select: { declinedAt: true } });
    if (old && !old.declinedAt) return false;
    if (old && old.declinedAt!.getTime() > at.getTime() - pause) {
      throw new AppError("forum.error.wish_soon", 409, { values: { days: wishPauseDays } });
    }
    await requireInUse(tx, code);
    await tx.spaceWish.deleteMany({ where: { spaceCode: code, userId: actor.id } });
    const data = { id: newId(), spaceCode: code, userId: actor.id, words, createdAt: at };
    const { id } = await tx.spaceWish.create({ data, select: { id: true } });
    await record(tx, "forum.wish.made", { wishId: id });
    return true;
  });
}

/** The actor takes their open wish back; without one nothing changes. Throws 401, 403. One SQL statement. */
export async function withdrawWish(maybe: MaybeActor, code: string): Promise<void> {
  const { id: userId } = requireActive(maybe);
  await db().spaceWish.deleteMany({ where: { spaceCode: code, userId, declinedAt: null } });
}

export type OwnWish = { words: string; createdAt: Date; declinedAt: Date | null; reason: string | null };

/** What the actor wishes or has wished in a space, or null. One SQL statement. */
export async function findOwnWish(actor: MaybeActor, code: string): Promise<OwnWish | null> {
  if (!actor) return null;
  const where = { spaceCode_userId: { spaceCode: code, userId: actor.id } };
  const select = { words: true, createdAt: true, declinedAt: true, reason: true } as const;
  return db().spaceWish.findUnique({ where, select });
}

export type WishRow = {
  id: string;
  words: string;
  createdAt: Date;
  name: string;
  handle: string;
  picture: string | null;
  country: string;
};

/** Open wishes on one page. */
const wishesPerPage = 20;

/**
 * The open wishes to belong to a space, the oldest first. Whoever calls has judged that the actor facilitates the space. One SQL
 * statement.
 */
export async function listWishes(
  code: string,
  { after }: { after?: string | null } = {},
): Promise<{ wishes: WishRow[]; next: string | null }> {
  const from: Cursor | null = readCursor(after);
  const rows = await db().$queryRaw<WishRow[]>`
    SELECT w.id, w.words, w.created_at AS "createdAt", u.name, u.handle, u.picture, u.country
      FROM space_wishes w JOIN ${allPeople} u ON u.id = w.user_id
     WHERE w.space_code = ${code} AND w.declined_at IS NULL
       AND (${from?.at ?? null}::timestamptz IS NULL
            OR (w.created_at, w.id) > (${from?.at ?? null}::timestamptz, ${from?.id ?? null}::uuid))
     ORDER BY w.created_at, w.id LIMIT ${wishesPerPage + 1}`;
  return { wishes: rows.slice(0, wishesPerPage), next: nextCursor(rows, wishesPerPage, "createdAt") };
}

type Decision = { id: string; reason: string | null };

/**
 * Accepts an open wish, or declines it for a reason: whoever wished is a member then, or is told why not, and the audit log has a
 * line. `reason` null accepts. Throws 401, 403, 404 as `requireFacilitator`, and who may not post declines nothing; 409
 * "forum.error.wish_decided" for a wish that somebody else has decided, or that was withdrawn.
 */
export async function decideWish(
  maybe: MaybeActor,
  code: string,
  { id, reason }: Decision,
  { at = new Date() } = {},
): Promise<void> {
  if (reason !== null) requirePoster(maybe);
  await transaction(async (tx) => {
    const { actor } = await requireFacilitator(maybe, code, tx);
    const userId = await findWisher(tx, code, id);
    const role = await lockRole(tx, code, userId);
    const open = { id, spaceCode: code, declinedAt: null };
    const { count } =
      reason === null
        ? await tx.spaceWish.deleteMany({ where: open })
        : await tx.spaceWish.updateMany({ where: open, data: { declinedAt: at, declinedById: actor.id, reason } });
    if (count === 0) throw wishDecided();
    if (reason !== null) await record(tx, "forum.wish.declined", { wishId: id });
    else if (role === null) await bringIn(tx, { spaceCode: code, userId, role: "member", by: actor, at });
    const data = {
      space: code,
      decision: reason === null ? "accepted" : "declined",
      ...(reason !== null && { reason }),
    };
    await recordAudit(tx, { actorId: actor.id, action: "forum.wish.decided", subject: `user:${userId}`, data });
  });
}

const wishDecided = () => new AppError("forum.error.wish_decided", 409);

async function findWisher(tx: Tx, spaceCode: string, id: string): Promise<string> {
  const wish = isUuid(id) ? await tx.spaceWish.findFirst({ where: { id, spaceCode }, select: { userId: true } }) : null;
  if (!wish) throw wishDecided();
  return wish.userId;
}
