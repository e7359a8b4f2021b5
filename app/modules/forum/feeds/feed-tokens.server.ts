import { AppError, fieldError, notFound } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import { consumeLimit } from "#app/infra/limits.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import type { Actor, MaybeActor } from "#app/modules/accounts/actor.ts";
import { isActive, requireActive } from "#app/modules/accounts/policy.ts";
import { findActor } from "#app/modules/accounts/sessions.server.ts";
import { hashSecret, makeSecret } from "#app/modules/accounts/tokens.server.ts";
import { lockPoster } from "#app/modules/forum/lock-poster.server.ts";
import { feedTokensAtMost, feedUnusedDays } from "#app/modules/forum/limits.ts";
import { visibleSpaces } from "#app/modules/forum/sight.server.ts";
import { requireSpace } from "#app/modules/forum/spaces/require-space.server.ts";
import type { NewFeed } from "./schemas.ts";

const day = 86_400_000;
/** Programs ask a few times an hour; whoever tries secrets is from one place. */
const reading = { name: "feeds.private", points: 120, seconds: 3600 };

type SpaceChoice = { code: string; activityCode: string | null; name: string | null };
export type OwnFeed = { id: string; name: string; space: SpaceChoice | null; createdAt: Date; usedOn: Date | null };

/** From when on a program must have come with an address, or it must have been made, for it to work. */
const since = (at: Date) => new Date(at.getTime() - feedUnusedDays * day);
const alive = (at: Date) => ({
  OR: [{ usedOn: { gt: since(at) } }, { createdAt: { gt: since(at) } }],
});

/**
 * The private feeds of the actor, the newest first, and the spaces that one can be made for: those that they see. What nobody has used for a year is
 * not among them. Throws 401, 403. Two SQL statements.
 */
export async function listFeedTokens(
  maybe: MaybeActor,
  { at = new Date() } = {},
): Promise<{ feeds: OwnFeed[]; spaces: SpaceChoice[] }> {
  const actor = requireActive(maybe);
  const [rows, spaces] = await Promise.all([
    db().feedToken.findMany({
      where: { userId: actor.id, ...alive(at) },
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      take: feedTokensAtMost,
      select: { id: true, name: true, spaceCode: true, createdAt: true, usedOn: true },
    }),
    db().$queryRaw<SpaceChoice[]>`
      SELECT s.code, s.activity_code AS "activityCode", s.name FROM ${visibleSpaces(actor)} s
       ORDER BY s.position, s.code LIMIT 500`,
  ]);
  // A space that its owner does not see any more has no name here; its feed shows nothing either.
  const spaceOf = (code: string) => spaces.find((one) => one.code === code) ?? { code, activityCode: null, name: "–" };
  const feeds = rows.map(({ spaceCode, ...row }) => ({
    ...row,
    space: spaceCode === null ? null : spaceOf(spaceCode),
  }));
  return { feeds, spaces };
}

/**
 * Makes an address for a program that reads feeds, of all that the actor sees or of one space. Returns its secret, which is kept nowhere. Forgets
 * those of the actor that nobody has used for a year. Throws 401, 403; 400 for a space that they do not see; 409 when they have 20.
 */
export async function makeFeedToken(
  maybe: MaybeActor,
  { name, space }: NewFeed,
  { at = new Date() } = {},
): Promise<string> {
  const actor = requireActive(maybe);
  const spaceCode = space === "" ? null : space;
  if (spaceCode !== null)
    await requireSpace(actor, spaceCode).catch((error: unknown) => {
      throw error instanceof AppError && error.status === 404 ? fieldError("space", "error.field.invalid") : error;
    });
  const secret = makeSecret();
  await transaction(async (tx) => {
    // Of two that come at once, one counts the other.
    await lockPoster(tx, actor);
    await tx.feedToken.deleteMany({ where: { userId: actor.id, NOT: alive(at) } });
    if ((await tx.feedToken.count({ where: { userId: actor.id } })) >= feedTokensAtMost)
      throw new AppError("forum.error.feeds_many", 409, { values: { count: feedTokensAtMost } });
    const data = { userId: actor.id, name, spaceCode, tokenHash: hashSecret(secret), createdAt: at };
    await tx.feedToken.create({ data, select: { id: true } });
  });
  return secret;
}

/** Ends a private feed of the actor's at once; twice is once. Throws 401, 403. */
export async function revokeFeedToken(maybe: MaybeActor, id: string): Promise<void> {
  const actor = requireActive(maybe);
  await db().feedToken.deleteMany({ where: { id, userId: actor.id } });
}

/**
 * Whose feed a secret opens, as they are now, and of which space; the day is noted. Throws 404 for a secret that opens nothing: unknown, revoked,
 * unused for a year, or of somebody who is suspended; 429 for an address that asks too often.
 */
export async function openPrivateFeed(
  secret: string,
  { address, at = new Date() }: { address: string; at?: Date },
): Promise<{ actor: Actor; spaceCode: string | null }> {
  await consumeLimit(reading, address);
  const found = await db().feedToken.findFirst({
    where: { tokenHash: hashSecret(secret), ...alive(at) },
    select: { id: true, userId: true, spaceCode: true, usedOn: true },
  });
  const actor = found && (await findActor(found.userId));
  if (!found || !isActive(actor)) throw notFound();
  const today = new Date(at.toISOString().slice(0, 10));
  if (found.usedOn?.getTime() !== today.getTime())
    await db().feedToken.updateMany({ where: { id: found.id }, data: { usedOn: today } });
  return { actor, spaceCode: found.spaceCode };
}
