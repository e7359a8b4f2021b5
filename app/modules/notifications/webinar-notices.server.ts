import { hasSentMail } from "#app/infra/mail-record.server.ts";
import { env } from "#app/infra/env.server.ts";
import type { Tx } from "#app/infra/db.server.ts";
import { listHeaders, queueMail, threadHeaders, withdrawMail } from "#app/infra/mail.server.ts";
import { enqueueAll } from "#app/infra/queue.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { type Invitation, getInvitation, noteInvitation } from "#app/modules/webinars/get-invitation.server.ts";
import { listRegisteredPeople } from "#app/modules/webinars/register.server.ts";
import { notify } from "#app/modules/notifications/notify.server.ts";
import { findAddressee } from "./switch-subscription.server.ts";
import { composeInvitation } from "#app/modules/notifications/webinar-mail.server.ts";

const batch = 1000;
/** Marks a state that somebody was told of in the app only: their calendar does not know of it. */
const inAppOnly = "app:";

/** Job: lets every person on a webinar's list be told what has changed, each by a job of their own. */
export async function tellWebinarChanged(webinarId: string): Promise<void> {
  let people = await listRegisteredPeople(webinarId, { after: null, limit: batch });
  while (people.length > 0) {
    const name = "notifications.registration_changed" as const;
    await enqueueAll(people.map((userId) => ({ name, payload: { webinarId, userId } })));
    people = await listRegisteredPeople(webinarId, { after: people.at(-1)!, limit: batch });
  }
}

/**
 * Job: tells one person how it stands between them and a webinar, if that is news: at once by mail with the calendar
 * entry (when they want such mail), and in the app when somebody else changed it. A cancellation is mailed only to who
 * was sent an invitation. Telling twice is once.
 */
export async function tellRegistrationChanged(
  { webinarId, userId }: { webinarId: string; userId: string },
  { at = new Date() } = {},
): Promise<void> {
  await transaction(async (tx) => {
    const invitation = await getInvitation(tx, { webinarId, userId, at });
    if (!invitation) return;
    const { key, previousKey } = invitation;
    const isNotified = previousKey === inAppOnly + key;
    if (!isNotified) await tellInApp(tx, invitation, { webinarId, at });
    const news = isNotified ? { ...invitation, reason: "registered" as const } : invitation;
    const isMailed = await mail(tx, webinarId, news, at);
    await noteInvitation(tx, { webinarId, userId, key: isMailed ? key : inAppOnly + key });
  });
}

/** What a person did themselves they know; what was done to their webinar they are told. */
async function tellInApp(tx: Tx, invitation: Invitation, { webinarId, at }: { webinarId: string; at: Date }) {
  const { reason, key, recipient, webinar } = invitation;
  if (reason !== "moved" && reason !== "cancelled") return;
  const kind = reason === "moved" ? ("webinar_moved" as const) : ("webinar_cancelled" as const);
  const data = { title: webinar.title, startsAt: webinar.startsAt.toISOString() };
  const path = webinar.url.slice(env().PUBLIC_URL.length);
  const about = { kind, groupKey: `webinar:${webinarId}`, event: key, by: null, data, path };
  await notify(tx, { userId: recipient.id, ...about }, { at });
}

async function mail(tx: Tx, webinarId: string, invitation: Invitation, at: Date): Promise<boolean> {
  const { key, previousKey, recipient, method, attachment } = invitation;
  const addressee = await findAddressee(tx, recipient.id, "webinars", at);
  if (!addressee?.wantsMail) return false;
  const withdrawn = previousKey !== null && (await withdrawMail(tx, previousKey));
  if (method === "CANCEL" && !(await wasInvited(tx, invitation, withdrawn))) return false;
  const composed = composeInvitation(invitation, addressee);
  const list = listHeaders({ id: "webinars", unsubscribeUrl: addressee.unsubscribeUrl });
  const headers = { ...composed.headers, ...list, ...threadHeaders(`webinar:${webinarId}`) };
  await queueMail(tx, {
    key,
    userId: recipient.id,
    recipient: addressee.email,
    ...composed,
    headers,
    attachments: [attachment],
  });
  return true;
}

/** Whether a calendar entry has reached the person, or is on its way: only then there is something to cancel. */
async function wasInvited(tx: Tx, { previousKey, key }: Invitation, withdrawn: boolean): Promise<boolean> {
  if (previousKey === null) return false;
  if (!withdrawn && !previousKey.startsWith(inAppOnly)) return true;
  return hasSentMail(tx, key.slice(0, key.lastIndexOf(":") + 1));
}
