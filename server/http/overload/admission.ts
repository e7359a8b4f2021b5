import type { Request, RequestHandler, Response } from "express";
import { readCookie } from "#app/http/cookies.ts";
import { env } from "#app/infra/env.server.ts";
import { isDatabaseAway } from "#app/infra/health/database-presence.server.ts";
import { type Passing, unavailable } from "#app/infra/passing-failure.server.ts";
import { isStrained, noteStrain } from "#app/infra/strain.server.ts";
import { sessionCookieName } from "#app/modules/accounts/sessions.server.ts";
import { untilAllHaveComeIn } from "#server/http/overload/arrivals.ts";
import { type Gate, makeGate } from "#server/http/overload/gate.ts";
import { eventLoopLag } from "#server/http/overload/lag.ts";
import { answerUnavailable } from "#server/http/overload/unavailable.ts";
import { beforeHead } from "#server/http/response-hooks.ts";

/** Above this the process is late with everything: whoever comes now is refused at once. */
const mostLag = 1500;
/** From here on, what can be left undone is. */
const strainedLag = 300;
const strainedWait = 1000;

type Refused = "away" | "late" | "optional" | "crowded";

export type AdmissionState = ReturnType<Gate["state"]> & { refused: Record<Refused, number> };

/**
 * Two doors of one gate: `members` before the session is looked up, `everybody` where the memory of guests' pages has not
 * helped. What may not wait, or has waited too long, is answered 503 with Retry-After.
 */
export function admission(): { members: RequestHandler; everybody: RequestHandler; state(): AdmissionState } {
  const gate = makeGate({
    // As many as can come to an end in one turn of the event loop without keeping others waiting for long.
    places: Math.max(6, env().DATABASE_POOL),
    patience: { read: 2500, write: 3500 },
    longest: 1000,
    longestHold: 2000,
  });
  const refused: Record<Refused, number> = { away: 0, late: 0, optional: 0, crowded: 0 };
  const session = sessionCookieName();

  const refuse = (request: Request, response: Response, why: Refused) => {
    refused[why] += 1;
    const kind: Passing = why === "away" ? "away" : "crowded";
    return void answerUnavailable(request, response, unavailable(kind)).catch(() => response.destroy());
  };

  const everybody: RequestHandler = (request, response, next) => {
    if (response.locals.isAdmitted) return next();
    if (isDatabaseAway()) return refuse(request, response, "away");
    const lag = eventLoopLag();
    if (lag > strainedLag || gate.state().waited > strainedWait) noteStrain();
    if (lag > mostLag) return refuse(request, response, "late");
    if (isStrained() && isOptional(request)) return refuse(request, response, "optional");
    const entering = gate.enter(isReading(request) ? "read" : "write");
    response.once("close", () => entering.giveUp?.());
    void entering.then(async (place) => {
      if (place) await untilAllHaveComeIn();
      if (response.destroyed) return place?.leave();
      if (!place) return refuse(request, response, "crowded");
      response.locals.isAdmitted = true;
      // The work is done when the answer begins; how fast it is taken away is another's affair.
      beforeHead(response, place.leave);
      response.once("close", place.leave);
      next();
    });
  };

  return {
    members: (request, response, next) => {
      return readCookie(request.headers.cookie, session) ? everybody(request, response, next) : next();
    },
    everybody,
    state: () => ({ ...gate.state(), refused: { ...refused } }),
  };
}

const isReading = ({ method }: Request) => method === "GET" || method === "HEAD";

/** Searching: nobody loses anything by searching a little later. */
function isOptional(request: Request): boolean {
  return isReading(request) && (Boolean(request.query.q) || request.path.startsWith("/search"));
}
