import { readCookie } from "#app/http/cookies.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { readSession, sessionCookieName } from "#app/modules/accounts/sessions.server.ts";

export type Visitor = {
  actor: Actor | null;
  sessionId: string | null;
  sessionSecret: string | null;
  /** A Set-Cookie value to send along: the session was prolonged, or is no longer good. */
  setCookie: string | null;
};

/** Who stands behind a `Cookie` header. One SQL statement when there is a session cookie, none otherwise. */
export async function findVisitor(cookieHeader: string | null | undefined): Promise<Visitor> {
  const secret = readCookie(cookieHeader, sessionCookieName());
  if (!secret) return { actor: null, sessionId: null, sessionSecret: null, setCookie: null };
  const session = await readSession(secret);
  const sessionId = session.actor ? session.sessionId : null;
  return { actor: session.actor, sessionId, sessionSecret: secret, setCookie: session.cookie };
}

/** The signed-in person of a socket's handshake, or null. */
export async function findActorByCookie(
  cookieHeader: string | null | undefined,
): Promise<{ actor: Actor; sessionId: string } | null> {
  const { actor, sessionId } = await findVisitor(cookieHeader);
  return actor && sessionId ? { actor, sessionId } : null;
}
