import { notFound } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import { env } from "#app/infra/env.server.ts";
import { markdownRendererVersion, renderMarkdown } from "#app/lib/markdown.ts";
import type { Actor, MaybeActor } from "#app/modules/accounts/actor.ts";
import { withFace } from "#app/modules/accounts/person-columns.ts";
import { canEnterRoom } from "./policy.ts";

/** The number in an address as a webinar's public id. Throws 404 for anything else. */
export function publicIdOf(text: string): number {
  const number = /^[1-9]\d{0,9}$/.test(text) ? Number(text) : 0;
  if (number < 1 || number > 2_147_483_647) throw notFound();
  return number;
}

/**
 * A webinar as the actor sees it, with its description as safe HTML and whether the actor is registered. The link to the
 * video is only for who may enter the room. Throws 404. At most four SQL statements.
 */
export async function getWebinarFor(actor: MaybeActor, publicId: number) {
  const row = await db().webinar.findUnique({
    where: { publicId },
    select: {
      id: true,
      publicId: true,
      slug: true,
      title: true,
      description: true,
      html: true,
      rendererVersion: true,
      language: true,
      startsAt: true,
      endsAt: true,
      zone: true,
      joinUrl: true,
      state: true,
      trainerId: true,
      icsSequence: true,
      registrationCount: true,
      trainer: withFace,
      activities: { select: { activityCode: true }, orderBy: { activityCode: "asc" } },
    },
  });
  if (!row) throw notFound();
  const { rendererVersion, html, activities, joinUrl, ...webinar } = row;
  const isRegistered = actor !== null && (await findRegistration(row.id, actor.id));
  const mayEnter = canEnterRoom(actor, row, { isRegistered });
  return {
    ...webinar,
    html: rendererVersion === markdownRendererVersion ? html : renderAgain(row.description),
    activities: activities.map(({ activityCode }) => activityCode),
    joinUrl: mayEnter ? joinUrl : null,
    isRegistered,
    mayEnter,
  };
}

/** Whether there is a webinar of this number. */
export async function hasWebinar(publicId: number): Promise<boolean> {
  return (await db().webinar.count({ where: { publicId } })) > 0;
}

/** Webinars that the actor is registered for or holds, running or to come, nearest first. One SQL statement. */
export async function listUpcomingFor(actor: Actor, { at, limit }: { at: Date; limit: number }) {
  return db().webinar.findMany({
    where: {
      endsAt: { gt: at },
      state: "planned",
      OR: [{ trainerId: actor.id }, { registrations: { some: { userId: actor.id, cancelledAt: null } } }],
    },
    select: { publicId: true, slug: true, title: true, language: true, startsAt: true, endsAt: true, zone: true },
    orderBy: [{ startsAt: "asc" }, { id: "asc" }],
    take: Math.min(limit, 50),
  });
}

async function findRegistration(webinarId: string, userId: string): Promise<boolean> {
  const row = await db().webinarRegistration.findUnique({
    where: { webinarId_userId: { webinarId, userId } },
    select: { cancelledAt: true },
  });
  return row !== null && row.cancelledAt === null;
}

function renderAgain(description: string): string {
  return renderMarkdown(description, { headingOffset: 2, breaks: true, internalOrigin: env().PUBLIC_URL });
}
