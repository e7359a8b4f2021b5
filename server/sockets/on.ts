import { BurstyRateLimiter, RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { AppError } from "#app/infra/app-error.ts";
import { logger, withRequestId } from "#app/infra/logger.server.ts";
import { expectedFailure } from "#app/infra/passing-failure.server.ts";
import type { RealtimeSocket } from "#app/infra/realtime.server.ts";
import { singleton } from "#app/lib/singleton.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { clientMessages, type ClientMessage, type ClientMessageName } from "#app/sockets.ts";
import { seatOf } from "#server/sockets/session.ts";

/** What every message is answered with. `code` is a translation key, as in forms. */
type Answer<T> = { ok: true; data: T } | { ok: false; code: string; values?: Record<string, string | number> };

/** Token buckets of one person: a steady pace, and a reserve that fills up again over `over` seconds. */
const buckets: Record<ClientMessageName, { perSecond: number; reserve: number; over: number }> = {
  "room.join": { perSecond: 1, reserve: 10, over: 30 },
  "room.leave": { perSecond: 2, reserve: 10, over: 30 },
  "room.say": { perSecond: 1, reserve: 5, over: 15 },
  "topic.watch": { perSecond: 2, reserve: 20, over: 30 },
  "topic.leave": { perSecond: 2, reserve: 20, over: 30 },
};

/**
 * Lets a socket send one kind of message: limits its pace, checks it with its schema, calls `handle` and answers with
 * what that returns, or with the code of the AppError that it throws. A message that waits for no answer is dropped.
 */
export function on<N extends ClientMessageName>(
  socket: RealtimeSocket,
  name: N,
  handle: (message: ClientMessage<N>, actor: MaybeActor) => Promise<unknown> | unknown,
): void {
  const listener = async (message: unknown, answer: unknown) => {
    if (typeof answer !== "function") return;
    answer(await withRequestId(`${socket.id}-${name}`, () => answerTo(socket, name, message, handle)));
  };
  socket.on(name, listener as never);
}

async function answerTo<N extends ClientMessageName>(
  socket: RealtimeSocket,
  name: N,
  message: unknown,
  handle: (message: ClientMessage<N>, actor: MaybeActor) => Promise<unknown> | unknown,
): Promise<Answer<unknown>> {
  const { actor } = seatOf(socket);
  try {
    await takeToken(name, actor?.id ?? socket.id);
    const parsed = clientMessages[name].safeParse(message);
    if (!parsed.success) throw new AppError("error.form", 400);
    return { ok: true, data: (await handle(parsed.data as ClientMessage<N>, actor)) ?? null };
  } catch (error) {
    const failure = expectedFailure(error);
    if (failure) return { ok: false, code: failure.code, values: failure.details.values };
    logger().error({ err: error, message: name }, "a socket message failed");
    return { ok: false, code: "error.unexpected" };
  }
}

async function takeToken(name: ClientMessageName, who: string): Promise<void> {
  const limiter = singleton(`socket-bucket:${name}`, () => {
    const { perSecond, reserve, over } = buckets[name];
    return new BurstyRateLimiter(
      new RateLimiterMemory({ points: perSecond, duration: 1 }),
      new RateLimiterMemory({ points: reserve, duration: over }),
    );
  });
  try {
    await limiter.consume(who);
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    throw new AppError("error.too_many", 429, { values: { seconds: Math.ceil(refusal.msBeforeNext / 1000) } });
  }
}
