import { withAddress, withName } from "#app/modules/accounts/person-columns.ts";
import { db, type Tx } from "#app/infra/db.server.ts";
import { env } from "#app/infra/env.server.ts";
import { knownMailSender } from "#app/infra/mail-sender.server.ts";
import { markdownToText } from "#app/lib/markdown.ts";
import { truncate } from "#app/lib/text.ts";
import { type CalendarEntry, cancelByCalendar, inviteByCalendar, publishCalendar } from "./calendar.ts";
import { roomPath, webinarPath } from "./paths.ts";

/** Everything a mail about one person's place in one webinar says. */
export type Invitation = {
  method: "REQUEST" | "CANCEL";
  /** Why it is mailed: they registered; the time changed; the webinar was cancelled; they left. */
  reason: "registered" | "moved" | "cancelled" | "left";
  /** Natural and unique for this state; mails about the same person and webinar before it had `previousKey`. */
  key: string;
  previousKey: string | null;
  recipient: { id: string; name: string; email: string; language: string; zone: string };
  webinar: {
    title: string;
    summary: string;
    trainerName: string;
    startsAt: Date;
    endsAt: Date;
    zone: string;
    url: string;
    roomUrl: string;
  };
  /** The calendar entry, ready to attach. */
  attachment: { filename: string; contentType: string; content: string };
};

const webinarColumns = {
  id: true,
  publicId: true,
  slug: true,
  title: true,
  description: true,
  startsAt: true,
  endsAt: true,
  zone: true,
  state: true,
  icsSequence: true,
  trainer: withName,
} as const;

/**
 * What has to be mailed to one person about one webinar, seen from the present state, or null: nothing new since the last
 * mail, never invited and no longer registered, or the session is over. It locks the registration, so that mails of one
 * person are decided one after the other. Whoever mails it, in the same transaction, withdraws the mail `previousKey` if
 * that still waits (a CANCEL never overtakes its REQUEST), asks for the mail `key`, and calls `noteInvitation`.
 */
export async function getInvitation(
  tx: Tx,
  { webinarId, userId, at }: { webinarId: string; userId: string; at: Date },
): Promise<Invitation | null> {
  await tx.$queryRaw`SELECT revision FROM webinar_registrations
                      WHERE webinar_id = ${webinarId}::uuid AND user_id = ${userId}::uuid FOR UPDATE`;
  const row = await tx.webinarRegistration.findUnique({
    where: { webinarId_userId: { webinarId, userId } },
    select: {
      cancelledAt: true,
      revision: true,
      mailedKey: true,
      user: withAddress,
      webinar: { select: webinarColumns },
    },
  });
  if (!row || row.webinar.endsAt <= at) return null;
  const { webinar, user, mailedKey, cancelledAt, revision } = row;
  const isOff = webinar.state === "cancelled" || cancelledAt !== null;
  const key = `webinar:${webinarId}:${userId}:${revision}.${webinar.icsSequence}`;
  if (mailedKey === key || (isOff && mailedKey === null)) return null;
  const method = isOff ? "CANCEL" : "REQUEST";
  const write = isOff ? cancelByCalendar : inviteByCalendar;
  // Per person it rises with each coming and going, too: a calendar that has taken it out takes it in again.
  const entry = { ...entryOf(webinar), icsSequence: webinar.icsSequence + revision - 1 };
  const content = write(entry, user, at);
  const wasInvited = mailedKey?.split(":").at(-1)?.startsWith(`${revision}.`) ?? false;
  return {
    method,
    reason: cancelledAt ? "left" : isOff ? "cancelled" : wasInvited ? "moved" : "registered",
    key,
    previousKey: mailedKey,
    recipient: user,
    webinar: factsOf(webinar),
    attachment: { filename: "webinar.ics", contentType: `text/calendar; charset=utf-8; method=${method}`, content },
  };
}

/** Remembers that the mail of this key was asked for; see `getInvitation`. */
export async function noteInvitation(
  tx: Tx,
  { webinarId, userId, key }: { webinarId: string; userId: string; key: string },
): Promise<void> {
  const where = { webinarId_userId: { webinarId, userId } };
  await tx.webinarRegistration.update({ where, data: { mailedKey: key }, select: { userId: true } });
}

/** The calendar file of a webinar for anybody, or null when there is no such webinar. Two SQL statements. */
export async function findCalendar(publicId: number, { at }: { at: Date }): Promise<string | null> {
  const webinar = await db().webinar.findUnique({ where: { publicId }, select: webinarColumns });
  return webinar && publishCalendar(entryOf(webinar), at);
}

type Row = Omit<CalendarEntry, "url" | "roomUrl" | "organizer"> & {
  publicId: number;
  slug: string;
  zone: string;
  trainer: { name: string };
};

function factsOf({ publicId, slug, title, description, startsAt, endsAt, zone, trainer }: Row): Invitation["webinar"] {
  const url = env().PUBLIC_URL + webinarPath({ publicId, slug });
  const roomUrl = env().PUBLIC_URL + roomPath(publicId);
  // In one paragraph, but with its lines: a list stays one.
  const summary = truncate(markdownToText(description).replace(/\n{2,}/g, "\n"), 300);
  return { title, summary, trainerName: trainer.name, startsAt, endsAt, zone, url, roomUrl };
}

function entryOf(webinar: Row): CalendarEntry {
  const { url, roomUrl, trainerName } = factsOf(webinar);
  const { id, icsSequence, state, title, startsAt, endsAt, zone } = webinar;
  const description = `${markdownToText(webinar.description)}\n\n${trainerName}\n${url}`;
  return { id, icsSequence, state, title, description, startsAt, endsAt, zone, url, roomUrl, organizer: organizer() };
}

/** Who sends the mails also organises: answers of calendar programs go there and not to the trainer's own address. */
function organizer(): { name: string; email: string } {
  const { name, address } = knownMailSender();
  return { name, email: address };
}
