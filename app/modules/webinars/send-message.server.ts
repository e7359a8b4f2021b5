import { issueCode } from "#app/i18n/message-key.ts";
import { AppError, forbidden, notFound } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import { type Limit, consumeLimit } from "#app/infra/limits.server.ts";
import { publish } from "#app/infra/realtime.server.ts";
import { tellFace } from "#app/lib/faces/told.ts";
import { findSpoken } from "#app/lib/spoken/marks.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { allPeople } from "#app/modules/accounts/people.server.ts";
import { requireActive, requirePoster } from "#app/modules/accounts/policy.ts";
import { type SessionFacts, canEnterRoom, longestMessage, roomPhase } from "./policy.ts";
import { type MessageInput, messageSchema } from "./schemas.ts";
import type { ServerMessages } from "#app/sockets.ts";
import { Prisma } from "#prisma/generated/client.ts";

/** A message of a room as everybody in it gets it. Sequences are 1, 2, 3 … without a gap. */
export type RoomMessage = Parameters<ServerMessages["room.message"]>[0];

type Moment = { at?: Date };
type Room = SessionFacts & { id: string; lastSequence: number; isRegistered: boolean };

/** How many missed messages a returning browser is given at once; with more, it loads the newest instead. */
const resumeLimit = 100;
/** Saying something by the plain form; sockets count with a token bucket of their own. */
const formLimit: Limit = { name: "room-message", points: 20, seconds: 60 };

/**
 * Lets the actor into a room and returns what was said after the number `after`. More than 100 missed messages are "too
 * old": none are given, the browser loads the newest. Throws 401, 403 (not registered, suspended), 404, and 409 before the
 * room opens or when the webinar is cancelled. A closed room can still be read. Two SQL statements.
 */
export async function joinRoom(
  actor: MaybeActor,
  { webinar, after }: { webinar: number; after: number },
  { at = new Date() }: Moment = {},
): Promise<{ last: number; messages: RoomMessage[]; tooOld: boolean }> {
  const room = await openRoomFor(actor, webinar, at);
  const tooOld = room.lastSequence - after > resumeLimit;
  const messages = tooOld ? [] : await readMessages(room.id, { after, limit: resumeLimit });
  return { last: messages.at(-1)?.sequence ?? room.lastSequence, messages, tooOld };
}

/**
 * Says something in a room and returns the numbered message, which is on its way to everybody there. Saying it again
 * (the same `clientId` of the same person) returns the first message and takes no number. Throws 400 for an unusable
 * message, 401, 403 (not registered, suspended, address not confirmed), 404, and 409 outside the room's hours.
 */
export async function sayInRoom(
  actor: MaybeActor,
  { webinar, ...input }: { webinar: number } & MessageInput,
  { at = new Date() }: Moment = {},
): Promise<RoomMessage> {
  const author = requirePoster(actor);
  const room = await openRoomFor(author, webinar, at);
  const { body, clientId } = readInput(input);
  if (roomPhase(room, at) !== "open") throw new AppError("webinars.error.room_closed", 409);
  const about = { name: author.name, handle: author.handle, picture: author.picture, clientId };
  const said = await insertMessage({ webinarId: room.id, authorId: author.id, body, clientId });
  if (!said) return asMessage({ ...about, ...(await findSaid(room.id, author.id, clientId)) });
  const message = asMessage({ ...about, ...said, body });
  publish(`room:${webinar}`, "room.message", message);
  return message;
}

/** Throws as `sayInRoom` for whoever may not say anything in this room now. */
export async function requireMaySay(actor: MaybeActor, webinar: number, { at = new Date() }: Moment = {}) {
  await openRoomFor(requirePoster(actor), webinar, at);
}

/**
 * Says something by the plain form: as `sayInRoom`, at most 20 times a minute (429). A form that a browser filled in again
 * carries an old `clientId` with a new text: 409, and nothing typed is lost.
 */
export async function sayByForm(
  actor: MaybeActor,
  input: { webinar: number } & MessageInput,
  moment: Moment = {},
): Promise<RoomMessage> {
  await consumeLimit(formLimit, requirePoster(actor).id);
  const message = await sayInRoom(actor, input, moment);
  if (message.body !== input.body) throw new AppError("webinars.error.said_already", 409);
  return message;
}

/**
 * Up to `limit` messages after the number `after`, in order, for who may be in the room; `tooOld` says that a page
 * loaded anew is the shorter way. Throws like `joinRoom`. Two SQL statements.
 */
export async function readRoom(
  actor: MaybeActor,
  { webinar, after, limit }: { webinar: number; after: number; limit: number },
  { at = new Date() }: Moment = {},
): Promise<{ messages: RoomMessage[]; last: number; tooOld: boolean }> {
  const room = await openRoomFor(actor, webinar, at);
  const messages = await readMessages(room.id, { after, limit: Math.min(limit, 200) });
  return { messages, last: room.lastSequence, tooOld: room.lastSequence - after > resumeLimit };
}

/** The newest messages of a room, or those before the number `before`, in order. The caller has let the actor in. */
export async function readLatest(webinarId: string, { before, limit }: { before: number | null; limit: number }) {
  const rows = await db().$queryRaw<MessageRow[]>`
    SELECT ${columns} FROM room_messages m JOIN ${allPeople} u ON u.id = m.author_id
     WHERE m.webinar_id = ${webinarId}::uuid AND m.sequence < ${before ?? 2_147_483_647}
     ORDER BY m.sequence DESC LIMIT ${limit}`;
  return rows.reverse().map(asMessage);
}

type MessageRow = Omit<RoomMessage, "at" | "face" | "links" | "marks"> & { createdAt: Date; picture: string | null };

const columns = Prisma.sql`
  m.sequence, u.name, u.handle, u.picture, m.body, m.created_at AS "createdAt", m.client_id AS "clientId",
  m.state <> 'visible' AS "isGone"`;

async function readMessages(webinarId: string, { after, limit }: { after: number; limit: number }) {
  const rows = await db().$queryRaw<MessageRow[]>`
    SELECT ${columns} FROM room_messages m JOIN ${allPeople} u ON u.id = m.author_id
     WHERE m.webinar_id = ${webinarId}::uuid AND m.sequence > ${after}
     ORDER BY m.sequence LIMIT ${limit}`;
  return rows.map(asMessage);
}

const nobody = { name: "", handle: "", body: "", clientId: "" };

function asMessage({ createdAt, picture, isGone, ...row }: MessageRow): RoomMessage {
  // Its number stays: browsers wait for the next one in line.
  if (isGone) return { ...row, ...nobody, at: createdAt.toISOString(), isGone };
  const { links, marks } = findSpoken(row.body);
  return {
    ...row,
    face: tellFace({ ...row, picture }),
    ...(links.length > 0 && { links }),
    ...(marks.length > 0 && { marks }),
    at: createdAt.toISOString(),
  };
}

async function openRoomFor(actor: MaybeActor, publicId: number, at: Date): Promise<Room> {
  const person = requireActive(actor);
  const [room] = await db().$queryRaw<Room[]>`
    SELECT w.id, w.starts_at AS "startsAt", w.ends_at AS "endsAt", w.state::text AS state, w.trainer_id AS "trainerId",
           w.room_sequence AS "lastSequence",
           EXISTS (SELECT 1 FROM webinar_registrations r WHERE r.webinar_id = w.id
                      AND r.user_id = ${person.id}::uuid AND r.cancelled_at IS NULL) AS "isRegistered"
      FROM webinars w WHERE w.public_id = ${publicId}`;
  if (!room) throw notFound();
  if (!canEnterRoom(person, room, room)) throw forbidden("webinars.error.register_first");
  const phase = roomPhase(room, at);
  if (phase === "cancelled") throw new AppError("webinars.error.cancelled", 409);
  if (phase === "before") throw new AppError("webinars.error.room_not_open", 409);
  return room;
}

type Saying = { webinarId: string; authorId: string; body: string; clientId: string };

/**
 * One statement, so one transaction: the number is taken with a lock on the room's row and given back with it when the
 * insert meets the unique constraint of an earlier try. The clock is read under the lock, so times rise with numbers.
 * Returns null when this was said before.
 */
async function insertMessage({ webinarId, authorId, body, clientId }: Saying) {
  try {
    const [row] = await db().$queryRaw<{ sequence: number; createdAt: Date }[]>`
      WITH numbered AS (
        UPDATE webinars SET room_sequence = room_sequence + 1
         WHERE id = ${webinarId}::uuid
           AND NOT EXISTS (SELECT 1 FROM room_messages WHERE webinar_id = ${webinarId}::uuid
                              AND author_id = ${authorId}::uuid AND client_id = ${clientId})
        RETURNING id, room_sequence)
      INSERT INTO room_messages (webinar_id, sequence, author_id, body, client_id, created_at)
      SELECT id, room_sequence, ${authorId}::uuid, ${body}, ${clientId}, clock_timestamp() FROM numbered
      RETURNING sequence, created_at AS "createdAt"`;
    return row ?? null;
  } catch (error) {
    if (isUniqueViolation(error)) return null;
    throw error;
  }
}

function findSaid(webinarId: string, authorId: string, clientId: string) {
  return db().roomMessage.findUniqueOrThrow({
    where: { webinarId_authorId_clientId: { webinarId, authorId, clientId } },
    select: { sequence: true, body: true, createdAt: true },
  });
}

function readInput(input: MessageInput): MessageInput {
  const checked = messageSchema.safeParse(input);
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  const field = String(issue?.path[0] ?? "body");
  const values = { max: longestMessage };
  const code = issue ? issueCode(issue) : "error.form";
  throw new AppError(code, 400, { values, fields: { [field]: { code, values } } });
}

/** Whether raw SQL met a unique constraint, by the database's own code. */
function isUniqueViolation(error: unknown): boolean {
  return (error as { code?: string }).code === "23505";
}
