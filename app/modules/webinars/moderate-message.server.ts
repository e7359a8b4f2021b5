import { forbidden, notFound } from "#app/infra/app-error.ts";
import type { Db, Tx } from "#app/infra/db.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { allPeople } from "#app/modules/accounts/people.server.ts";
import { requireActive } from "#app/modules/accounts/policy.ts";
import { getWebinarFor } from "./get-webinar.server.ts";
import { roomPath } from "./paths.ts";

export type MessageState = "visible" | "hidden" | "removed" | "purged";

/** A room's message as those see it who decide about it, whatever its state. */
export type MessageToModerate = {
  webinarId: string;
  publicId: number;
  sequence: number;
  title: string;
  language: string;
  authorId: string;
  authorName: string;
  authorHandle: string;
  body: string;
  state: MessageState;
  createdAt: Date;
  /** What was said just before, in order. */
  before: { name: string; text: string }[];
  href: string;
};

type Which = { publicId: number; sequence: number };

/** Messages of rooms; those that are not there are left out. One SQL statement. */
export async function findMessagesToModerate(client: Db, which: readonly Which[]): Promise<MessageToModerate[]> {
  const rows = await client.$queryRaw<Omit<MessageToModerate, "href">[]>`
    SELECT w.id AS "webinarId", w.public_id AS "publicId", m.sequence, w.title, w.language, m.author_id AS "authorId",
           u.name AS "authorName", u.handle AS "authorHandle", m.body, m.state::text, m.created_at AS "createdAt",
           (SELECT coalesce(json_agg(json_build_object('name', e.name, 'text', e.body) ORDER BY e.sequence), '[]')
              FROM (SELECT p.name, b.body, b.sequence FROM room_messages b JOIN ${allPeople} p ON p.id = b.author_id
                     WHERE b.webinar_id = m.webinar_id AND b.sequence < m.sequence AND b.state = 'visible'
                     ORDER BY b.sequence DESC LIMIT 3) e) AS before
      FROM webinars w JOIN room_messages m ON m.webinar_id = w.id JOIN ${allPeople} u ON u.id = m.author_id
      JOIN unnest(${which.map(({ publicId }) => publicId)}::int[], ${which.map(({ sequence }) => sequence)}::int[])
           asked(webinar, number) ON asked.webinar = w.public_id AND asked.number = m.sequence`;
  return rows.map((row) => {
    const { publicId, sequence } = row;
    return { ...row, href: `${roomPath(publicId)}?plain&before=${sequence + 1}#message-${sequence}` };
  });
}

/** Throws 401, 403 for whoever may not be in the message's room, 404. At most four SQL statements. */
export async function requireMessageInSight(actor: MaybeActor, { publicId }: MessageToModerate): Promise<void> {
  const { mayEnter } = await getWebinarFor(requireActive(actor), publicId);
  if (!mayEnter) throw forbidden("webinars.error.register_first");
}

/**
 * Locks a message, shows `decide` its state, and brings it into another one in the caller's transaction; purging erases its
 * text for good. Returns the new state, null when nothing changes.
 */
export async function moderateMessage(
  tx: Tx,
  { publicId, sequence }: Which,
  decide: (state: MessageState) => MessageState | null,
): Promise<MessageState | null> {
  const [row] = await tx.$queryRaw<{ webinarId: string; state: MessageState }[]>`
    SELECT m.webinar_id AS "webinarId", m.state::text FROM room_messages m JOIN webinars w ON w.id = m.webinar_id
     WHERE w.public_id = ${publicId} AND m.sequence = ${sequence} FOR UPDATE OF m`;
  if (!row) return null;
  const to = decide(row.state);
  if (to === null) return null;
  const where = { webinarId_sequence: { webinarId: row.webinarId, sequence } };
  const data = { state: to, ...(to === "purged" && { body: "" }) };
  await tx.roomMessage.update({ where, data, select: { sequence: true } });
  return to;
}

/** The room and the number that "<webinar>:<number>" names. Throws 404 for anything else. */
export function readMessageId(id: string): Which {
  const [, webinar, number] = /^([1-9]\d{0,8}):([1-9]\d{0,8})$/.exec(id) ?? [];
  if (!webinar || !number) throw notFound();
  return { publicId: Number(webinar), sequence: Number(number) };
}
