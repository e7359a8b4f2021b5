import { AppError, notFound } from "#app/infra/app-error.ts";
import { db, type Tx } from "#app/infra/db.server.ts";
import { type Limit, consumeLimit } from "#app/infra/limits.server.ts";
import { record, transaction } from "#app/infra/transaction.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { requireActive } from "#app/modules/accounts/policy.ts";
import { Prisma } from "#prisma/generated/client.ts";
import { isOpenToRegister } from "./policy.ts";

type Moment = { at: Date };

/** Each change mails a calendar entry, so nobody can make us send many. */
const changeLimit: Limit = { name: "webinar-registration", points: 30, seconds: 3600 };

/**
 * Registers the actor for a webinar; a second time changes nothing. Throws 401, 403 when suspended, 404, 409 when the
 * webinar is cancelled or its room closed, 429 for more than 30 changes an hour.
 */
export async function registerFor(actor: MaybeActor, publicId: number, { at }: Moment): Promise<void> {
  const person = requireActive(actor);
  await change(publicId, person.id, async (tx, webinar) => {
    if (webinar.state === "cancelled") throw new AppError("webinars.error.cancelled", 409);
    if (!isOpenToRegister(webinar, at)) throw new AppError("webinars.error.over", 409);
    return tx.$executeRaw`
      INSERT INTO webinar_registrations AS r (webinar_id, user_id, created_at)
      VALUES (${webinar.id}::uuid, ${person.id}::uuid, ${at})
      ON CONFLICT (webinar_id, user_id) DO UPDATE
         SET cancelled_at = NULL, created_at = excluded.created_at, revision = r.revision + 1
       WHERE r.cancelled_at IS NOT NULL`;
  });
}

/** Takes the actor off a webinar's list; a second time changes nothing. Throws 401, 403, 404, 429 like `registerFor`. */
export async function unregisterFrom(actor: MaybeActor, publicId: number, { at }: Moment): Promise<void> {
  const person = requireActive(actor);
  await change(publicId, person.id, async (tx, webinar) => {
    const left = await tx.$executeRaw`
      UPDATE webinar_registrations SET cancelled_at = ${at}, revision = revision + 1
       WHERE webinar_id = ${webinar.id}::uuid AND user_id = ${person.id}::uuid AND cancelled_at IS NULL`;
    return -left;
  });
}

type Subject = { id: string; state: "planned" | "cancelled"; startsAt: Date; endsAt: Date; trainerId: string };

/** Runs `work` under the webinar's lock, then adds what it returns (-1, 0, 1) to the count and records a real change. */
async function change(
  publicId: number,
  userId: string,
  work: (tx: Tx, webinar: Subject) => Promise<number>,
): Promise<void> {
  await consumeLimit(changeLimit, userId);
  await transaction(async (tx) => {
    const [webinar] = await tx.$queryRaw<Subject[]>`
      SELECT id, state::text AS state, starts_at AS "startsAt", ends_at AS "endsAt", trainer_id AS "trainerId"
        FROM webinars WHERE public_id = ${publicId} FOR UPDATE`;
    if (!webinar) throw notFound();
    const added = await work(tx, webinar);
    if (added === 0) return;
    await tx.webinar.update({
      where: { id: webinar.id },
      data: { registrationCount: { increment: added } },
      select: { id: true },
    });
    await record(tx, "webinars.registration.changed", { webinarId: webinar.id, userId });
  });
}

/** The people registered for a webinar, in batches: at most `limit` after the person `after`. One SQL statement. */
export async function listRegisteredPeople(
  webinarId: string,
  { after, limit }: { after: string | null; limit: number },
): Promise<string[]> {
  const rows = await db().webinarRegistration.findMany({
    where: { webinarId, cancelledAt: null, ...(after ? { userId: { gt: after } } : {}) },
    select: { userId: true },
    orderBy: { userId: "asc" },
    take: Math.min(limit, 1000),
  });
  return rows.map(({ userId }) => userId);
}

/** SQL: the people registered for a webinar, with whether they were sent its calendar entry. */
export const registeredFor = (webinarId: string): Prisma.Sql => Prisma.sql`
  (SELECT user_id, coalesce(mailed_key NOT LIKE 'app:%', false) AS is_invited
     FROM webinar_registrations WHERE webinar_id = ${webinarId}::uuid AND cancelled_at IS NULL)`;

/** The ids of the webinars to come that a person is registered for, nearest first, at most 100. */
export async function listOwnRegistrations(userId: string, { at }: Moment): Promise<string[]> {
  const rows = await db().webinarRegistration.findMany({
    where: { userId, cancelledAt: null, webinar: { endsAt: { gt: at } } },
    select: { webinarId: true },
    orderBy: [{ webinar: { startsAt: "asc" } }, { webinarId: "asc" }],
    take: 100,
  });
  return rows.map(({ webinarId }) => webinarId);
}
