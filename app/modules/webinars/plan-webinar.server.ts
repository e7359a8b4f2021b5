import { recordAudit } from "#app/infra/audit.server.ts";
import {
  listUnknownActivities,
  requireKnownActivities,
  unknownActivities,
} from "#app/modules/roadmaps/roadmap.server.ts";
import { AppError, forbidden, notFound, fieldError } from "#app/infra/app-error.ts";
import type { Tx } from "#app/infra/db.server.ts";
import { env } from "#app/infra/env.server.ts";
import { record, transaction } from "#app/infra/transaction.server.ts";
import { markdownRendererVersion, renderMarkdown } from "#app/lib/markdown.ts";
import { slugify } from "#app/lib/slug.ts";
import type { Actor, MaybeActor } from "#app/modules/accounts/actor.ts";
import { requirePoster, requireRole } from "#app/modules/accounts/policy.ts";
import { getWebinarFor } from "./get-webinar.server.ts";
import { freeSlug } from "./paths.ts";
import { type SessionTimes, canManage, isChangeable } from "./policy.ts";
import type { WebinarInput } from "./schemas.ts";
import { localTimes, planTimes } from "./session-time.ts";

type Moment = { at: Date };
type Address = { publicId: number; slug: string };

/**
 * Plans a webinar with the actor as its trainer. Throws 401 or 403 for who may not plan, 400 for times that do not exist
 * or are over (see `planTimes`) and for activities that the Open Roadmap does not have.
 */
export async function planWebinar(actor: MaybeActor, input: WebinarInput, { at }: Moment): Promise<Address> {
  const trainer = requirePlanner(actor);
  const times = planTimes(input);
  requireFuture(times, at);
  await requireKnownActivities(input.activities, "webinars.error.activity");
  return transaction(async (tx) => {
    const webinar = await tx.webinar.create({
      data: {
        ...columnsOf(input, times),
        trainerId: trainer.id,
        activities: { create: input.activities.map((activityCode) => ({ activityCode })) },
      },
      select: { id: true, publicId: true, slug: true },
    });
    await record(tx, "webinars.webinar.changed", { webinarId: webinar.id });
    return { publicId: webinar.publicId, slug: webinar.slug };
  });
}

/**
 * A webinar as the form that changes it shows it, for its trainer and administrators. Throws 401, 403, 404, and 409 once
 * it is over or cancelled.
 */
export async function getWebinarPlanFor(actor: MaybeActor, publicId: number, { at }: Moment) {
  const planner = requirePlanner(actor);
  const webinar = await getWebinarFor(planner, publicId);
  if (!canManage(planner, webinar)) throw forbidden();
  if (!isChangeable(webinar, at)) throw new AppError("webinars.error.unchangeable", 409);
  const { id, slug, title, description, language, joinUrl, activities } = webinar;
  return { id, publicId, slug, title, description, language, joinUrl, activities, ...localTimes(webinar) };
}

/**
 * Changes a planned webinar. Only another start or end is a material change: it raises the calendar's SEQUENCE, and
 * registered people get a new invitation. Throws 401, 403, 404, 409 once it is over or cancelled, 400 like `planWebinar`
 * (the start of a running session may stay in the past, but not be moved there).
 */
export async function changeWebinar(
  actor: MaybeActor,
  publicId: number,
  input: WebinarInput,
  { at }: Moment,
): Promise<Address> {
  const times = planTimes(input);
  // Read outside of the transaction, judged inside: rights come first.
  const unknown = await listUnknownActivities(input.activities);
  return transaction(async (tx) => {
    const { webinar, manager } = await lockManaged(tx, actor, publicId);
    if (!isChangeable(webinar, at)) throw new AppError("webinars.error.unchangeable", 409);
    const isMoved = !isSame(webinar, times);
    if (webinar.startsAt.getTime() !== times.startsAt.getTime()) requireFuture(times, at);
    if (times.endsAt.getTime() <= at.getTime()) throw past("end");
    if (unknown.length > 0) throw unknownActivities("webinars.error.activity");
    const { slug } = await tx.webinar.update({
      where: { id: webinar.id },
      data: {
        ...columnsOf(input, times),
        icsSequence: isMoved ? { increment: 1 } : undefined,
        activities: { deleteMany: {}, create: input.activities.map((activityCode) => ({ activityCode })) },
      },
      select: { slug: true },
    });
    await noteStaffAction(tx, manager, webinar, "webinars.webinar.changed");
    await record(tx, "webinars.webinar.changed", { webinarId: webinar.id });
    return { publicId, slug };
  });
}

/**
 * Cancels a webinar for good: its room closes and registered people get a cancellation. Cancelling twice changes nothing
 * more. Throws 401, 403, 404, and 409 once the session is over.
 */
export async function cancelWebinar(actor: MaybeActor, publicId: number, { at }: Moment): Promise<void> {
  await transaction(async (tx) => {
    const { webinar, manager } = await lockManaged(tx, actor, publicId);
    if (webinar.state === "cancelled") return;
    if (!isChangeable(webinar, at)) throw new AppError("webinars.error.unchangeable", 409);
    await tx.webinar.update({
      where: { id: webinar.id },
      data: { state: "cancelled", icsSequence: { increment: 1 } },
      select: { id: true },
    });
    await noteStaffAction(tx, manager, webinar, "webinars.webinar.cancelled");
    await record(tx, "webinars.webinar.changed", { webinarId: webinar.id });
  });
}

/** Throws 401 or 403 for who does not manage this webinar, 404 when there is none. */
export async function requireManager(actor: MaybeActor, publicId: number): Promise<void> {
  const planner = requirePlanner(actor);
  if (!canManage(planner, await getWebinarFor(planner, publicId))) throw forbidden();
}

/** Who may plan webinars. Throws 401 for a guest, else 403. */
export function requirePlanner(actor: MaybeActor): Actor {
  requireRole(actor, ["trainer"]);
  return requirePoster(actor);
}

async function lockManaged(tx: Tx, actor: MaybeActor, publicId: number) {
  const planner = requirePlanner(actor);
  await tx.$queryRaw`SELECT id FROM webinars WHERE public_id = ${publicId} FOR UPDATE`;
  const webinar = await tx.webinar.findUnique({
    where: { publicId },
    select: { id: true, state: true, trainerId: true, startsAt: true, endsAt: true },
  });
  if (!webinar) throw notFound();
  if (!canManage(planner, webinar)) throw forbidden();
  return { webinar, manager: planner };
}

function columnsOf(input: WebinarInput, times: SessionTimes) {
  const { title, description, language, zone, joinUrl } = input;
  const slug = freeSlug(slugify(title, "webinar"));
  return { title, slug, description, language, zone, joinUrl, ...times, ...rendered(description) };
}

function rendered(description: string) {
  const html = renderMarkdown(description, { headingOffset: 2, breaks: true, internalOrigin: env().PUBLIC_URL });
  return { html, rendererVersion: markdownRendererVersion };
}

function requireFuture({ startsAt }: SessionTimes, at: Date): void {
  if (startsAt.getTime() <= at.getTime()) throw past("start");
}

function past(field: "start" | "end"): AppError {
  return fieldError(field, "webinars.error.past");
}

function isSame(a: SessionTimes, b: SessionTimes): boolean {
  return a.startsAt.getTime() === b.startsAt.getTime() && a.endsAt.getTime() === b.endsAt.getTime();
}

/** What staff do to somebody else's webinar is kept in the audit log. */
async function noteStaffAction(tx: Tx, actor: Actor, webinar: { id: string; trainerId: string }, action: string) {
  if (actor.id === webinar.trainerId) return;
  await recordAudit(tx, { actorId: actor.id, action, subject: `webinar:${webinar.id}` });
}
