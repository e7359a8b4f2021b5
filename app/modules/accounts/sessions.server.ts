import { type Adapter, type DatabaseSession, Lucia, TimeSpan } from "lucia";
import { db, type Tx } from "#app/infra/db.server.ts";
import { env } from "#app/infra/env.server.ts";
import { singleton } from "#app/lib/singleton.ts";
import { transaction, record } from "#app/infra/transaction.server.ts";
import type { Actor, Role } from "#app/modules/accounts/actor.ts";
import { sessionDays } from "#app/modules/accounts/kept-data.ts";
import { hashSecret } from "#app/modules/accounts/tokens.server.ts";

type SessionAttributes = { userAgent: string; address: string };
type UserAttributes = Omit<Actor, "id">;

declare module "lucia" {
  interface Register {
    Lucia: Lucia<Record<never, never>, UserAttributes>;
    DatabaseSessionAttributes: SessionAttributes;
    DatabaseUserAttributes: UserAttributes;
  }
}

const userColumns = {
  id: true,
  name: true,
  handle: true,
  email: true,
  role: true,
  country: true,
  language: true,
  zone: true,
  emailConfirmedAt: true,
  suspendedUntil: true,
  silencedUntil: true,
  silenceReason: true,
  trustedAt: true,
  unreadCount: true,
  picture: true,
  memberOf: true,
  facilitates: true,
} as const;

type UserRow = {
  id: string;
  name: string;
  handle: string;
  email: string;
  role: Role;
  country: string;
  language: string;
  zone: string;
  emailConfirmedAt: Date | null;
  suspendedUntil: Date | null;
  silencedUntil: Date | null;
  silenceReason: string | null;
  trustedAt: Date | null;
  unreadCount: number;
  picture: string | null;
  memberOf: string[];
  facilitates: string[];
};

type SessionColumns = SessionAttributes & { expiresAt: Date };

/** The actor that a row of `users` makes. */
function actorOf(row: UserRow): Actor {
  const { emailConfirmedAt, suspendedUntil, silencedUntil, silenceReason, trustedAt, unreadCount, ...rest } = row;
  return {
    ...rest,
    emailConfirmed: emailConfirmedAt !== null,
    ...sanctionsOf({ suspendedUntil, silencedUntil, silenceReason }, new Date()),
    isNew: trustedAt === null,
    unread: unreadCount,
  };
}

function sanctionsOf(
  { suspendedUntil, silencedUntil, silenceReason }: Pick<UserRow, "suspendedUntil" | "silencedUntil" | "silenceReason">,
  at: Date,
): Pick<Actor, "suspended" | "silenced"> {
  return {
    suspended: suspendedUntil !== null && suspendedUntil > at,
    silenced:
      silencedUntil !== null && silencedUntil > at ? { until: silencedUntil, reason: silenceReason ?? "" } : null,
  };
}

/** The actor of a person by id, for jobs and tests; null when the person is gone. */
export async function findActor(userId: string): Promise<Actor | null> {
  const row = await db().user.findUnique({ where: { id: userId }, select: userColumns });
  return row && actorOf(row);
}

/** Which of these people are suspended or silenced now; who is neither is not among them. One SQL statement. */
export async function mapSanctioned(
  userIds: string[],
  at = new Date(),
): Promise<Map<string, Pick<Actor, "suspended" | "silenced">>> {
  const rows = await db().user.findMany({
    where: { id: { in: userIds }, OR: [{ suspendedUntil: { gt: at } }, { silencedUntil: { gt: at } }] },
    select: { id: true, suspendedUntil: true, silencedUntil: true, silenceReason: true },
  });
  return new Map(rows.map((row) => [row.id, sanctionsOf(row, at)]));
}

// Lucia hands over the cookie's value; the table holds its SHA-256. The adapter is the only place that knows both.
const adapter: Adapter = {
  async getSessionAndUser(sessionId) {
    // One statement for what every page of a signed-in person needs; the client would make two of it.
    const [row] = await db().$queryRaw<(UserRow & SessionColumns)[]>`
      SELECT s.expires_at AS "expiresAt", s.user_agent AS "userAgent", s.address,
        u.id, u.name, u.handle, u.email, u.role, u.country, u.language, u.zone,
        u.email_confirmed_at AS "emailConfirmedAt", u.suspended_until AS "suspendedUntil", u.unread_count AS "unreadCount",
        u.silenced_until AS "silencedUntil", u.silence_reason AS "silenceReason", u.trusted_at AS "trustedAt",
        u.picture, u.member_of AS "memberOf", u.facilitates
      FROM sessions s JOIN users u ON u.id = s.user_id WHERE s.id = ${hashSecret(sessionId)}`;
    if (!row) return [null, null];
    const { expiresAt, userAgent, address, ...user } = row;
    const { id, ...attributes } = actorOf(user);
    const session: DatabaseSession = { id: sessionId, userId: id, expiresAt, attributes: { userAgent, address } };
    return [session, { id, attributes }];
  },
  async getUserSessions(userId) {
    const rows = await db().session.findMany({ where: { userId } });
    return rows.map(({ id, expiresAt, userAgent, address }) => ({
      id,
      userId,
      expiresAt,
      attributes: { userAgent, address },
    }));
  },
  async setSession({ id, userId, expiresAt, attributes }) {
    await db().session.create({ data: { id: hashSecret(id), userId, expiresAt, ...attributes } });
  },
  async updateSessionExpiration(sessionId, expiresAt) {
    const data = { expiresAt, lastSeenAt: new Date() };
    await db().session.updateMany({ where: { id: hashSecret(sessionId) }, data });
  },
  async deleteSession(sessionId) {
    await db().session.deleteMany({ where: { id: hashSecret(sessionId) } });
  },
  async deleteUserSessions(userId) {
    await db().session.deleteMany({ where: { userId } });
  },
  async deleteExpiredSessions() {
    await db().session.deleteMany({ where: { expiresAt: { lte: new Date() } } });
  },
};

function lucia() {
  return singleton(
    "lucia",
    () =>
      new Lucia(adapter, {
        sessionExpiresIn: new TimeSpan(sessionDays, "d"),
        sessionCookie: {
          name: "session",
          attributes: { sameSite: "lax", secure: env().PUBLIC_URL.startsWith("https:"), path: "/" },
        },
        getUserAttributes: (attributes) => attributes,
      }),
  );
}

/** Name of the session cookie. */
export function sessionCookieName(): string {
  return lucia().sessionCookieName;
}

/**
 * Who a cookie's value stands for, or null when it stands for nobody or for somebody who is suspended. `cookie` is a Set-Cookie value to send back when
 * the session was prolonged (half of its 30 days are gone) or is no longer good.
 */
export async function readSession(
  secret: string,
): Promise<{ actor: Actor; sessionId: string; cookie: string | null } | { actor: null; cookie: string }> {
  const { session, user } = await lucia().validateSession(secret);
  // Suspending ends all sessions; nobody is let in by one that is opened at that very moment.
  if (!session || user.suspended) return { actor: null, cookie: lucia().createBlankSessionCookie().serialize() };
  const cookie = session.fresh ? lucia().createSessionCookie(session.id).serialize() : null;
  return { actor: user, sessionId: hashSecret(session.id), cookie };
}

/** Opens a new session and returns its Set-Cookie value. A session that the browser still had ends, with its sockets. */
export async function openSession(userId: string, from: SessionAttributes, earlier: string | null): Promise<string> {
  if (earlier) await endEarlierSession(hashSecret(earlier));
  const attributes = { userAgent: from.userAgent.slice(0, 300), address: from.address.slice(0, 64) };
  const session = await lucia().createSession(userId, attributes);
  return lucia().createSessionCookie(session.id).serialize();
}

/** Whoever's session it was: the browser belongs to somebody else now, and so does what it is told. */
async function endEarlierSession(sessionId: string): Promise<void> {
  const row = await db().session.findUnique({ where: { id: sessionId }, select: { userId: true } });
  if (row) await revokeSessions(row.userId, { ids: [sessionId] });
}

/** A session as its owner sees it in the list. `id` is the stored hash: it opens nothing. */
export type SessionRow = { id: string; createdAt: Date; lastSeenAt: Date; userAgent: string; address: string };

/** The person's open sessions, last used first; at most 100. */
export function listSessionsFor(actor: Actor): Promise<SessionRow[]> {
  return db().session.findMany({
    where: { userId: actor.id, expiresAt: { gt: new Date() } },
    select: { id: true, createdAt: true, lastSeenAt: true, userAgent: true, address: true },
    orderBy: [{ lastSeenAt: "desc" }, { id: "asc" }],
    take: 100,
  });
}

/**
 * Ends sessions of a person: the given ones, or all but `except`. Their sockets are told by a job. Ids that belong to
 * somebody else are passed over.
 */
export async function revokeSessions(
  userId: string,
  which: { ids?: string[]; except?: string | null },
): Promise<number> {
  return transaction((tx) => endSessions(tx, userId, which));
}

/** `revokeSessions` in a transaction of the caller. */
export async function endSessions(
  tx: Tx,
  userId: string,
  which: { ids?: string[]; except?: string | null } = {},
): Promise<number> {
  const where = which.ids ? { userId, id: { in: which.ids } } : { userId, id: { not: which.except ?? "" } };
  const rows = await tx.session.findMany({ where, select: { id: true } });
  const sessionIds = rows.map((row) => row.id);
  if (sessionIds.length === 0) return 0;
  await tx.session.deleteMany({ where: { id: { in: sessionIds } } });
  await record(tx, "accounts.session.revoked", { userId, sessionIds });
  return sessionIds.length;
}

/** Ends the browser's own session and returns the Set-Cookie value that clears it. */
export async function closeSession(actor: Actor, sessionId: string): Promise<string> {
  await revokeSessions(actor.id, { ids: [sessionId] });
  return lucia().createBlankSessionCookie().serialize();
}

/**
 * Sweep: deletes sessions that have ended by time, and the network addresses of those that began more than `sessionDays` ago:
 * a session that is used goes on, but no address is kept longer.
 */
export async function deleteExpiredSessions({ at = new Date() } = {}): Promise<void> {
  await lucia().deleteExpiredSessions();
  const begun = new Date(at.getTime() - sessionDays * 86_400_000);
  await db().session.updateMany({ where: { createdAt: { lte: begun }, address: { not: "" } }, data: { address: "" } });
}
