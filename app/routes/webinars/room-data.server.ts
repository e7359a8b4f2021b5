import { data, redirect } from "@remix-run/node";
import type { PageRequest } from "#app/http/page.server.ts";
import { requireActive } from "#app/modules/accounts/policy.ts";
import { getRoomFor } from "#app/modules/webinars/get-room.server.ts";
import { publicIdOf } from "#app/modules/webinars/get-webinar.server.ts";
import { webinarPath } from "#app/modules/webinars/paths.ts";
import { noteSeen } from "#app/modules/webinars/record-attendance.server.ts";

/** What the room shows, as 403 to whoever may not enter it. Somebody who reads it without a socket is noted as present. */
export async function loadRoom({ actor, param, url, isVisit }: PageRequest) {
  const person = requireActive(actor);
  const now = new Date();
  const before = Number(url.searchParams.get("before")) || null;
  const room = await getRoomFor(person, publicIdOf(param("id")), { at: now, before });
  if (room.phase === "cancelled") throw redirect(webinarPath(room.webinar) + url.search);
  const { title, language, publicId, slug, startsAt, endsAt, zone, joinUrl, trainer } = room.webinar;
  const trainerHandle = trainer.handle;
  const webinar = { title, language, publicId, slug, startsAt, endsAt, zone, joinUrl, trainerHandle };
  const isPlain = url.searchParams.has("plain") || before !== null;
  // Whoever reads without a socket is in the room all the same.
  if (isPlain && isVisit && room.mayEnter) await noteSeen(publicId, [person.id], { at: now });
  const shown = {
    now,
    isPlain,
    room: { ...room, webinar },
    viewer: { handle: person.handle, name: person.name, picture: person.picture },
    messageId: crypto.randomUUID(),
  };
  return room.mayEnter ? shown : data(shown, { status: 403 });
}
