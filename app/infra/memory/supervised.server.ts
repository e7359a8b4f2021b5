import type { Server } from "node:net";

/** What a process tells the supervisor that has forked it. */
export type Word = { is: "ready" } | { is: "near its memory limit" };

/** What the supervisor tells a process whose successor is ready. */
export const followed = { is: "followed" } as const;

/** What the supervisor sends a process that is started with this argument: where its predecessor listens. */
export const takesListener = "--takes-listener";

/**
 * Tells the supervisor, if there is one. With `server` it gets a second handle of the socket that this process listens on, and
 * hands it to the next one: whoever connects while one ends and the other begins waits instead of being refused.
 */
export function tellSupervisor(word: Word, server?: Server): void {
  // Who cannot be told is gone, which "disconnect" says.
  if (process.connected) process.send!(word, server && listenerOf(server), undefined, () => {});
}

/**
 * Node's own name for what a server listens on. The server itself could be sent, too, but Node would then listen in the process
 * that receives it. Where it has another name nothing is handed on: the next process takes the port once it is free.
 */
function listenerOf(server: Server): undefined {
  return (server as Server & { _handle?: undefined })._handle;
}

/** The socket on which this process's predecessor listens; null when there is none, or none comes within two seconds. */
export function receiveListener(): Promise<object | null> {
  if (!process.argv.includes(takesListener) || !process.connected) return Promise.resolve(null);
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(null), 2000);
    process.once("message", (_, handle) => {
      clearTimeout(timer);
      resolve((handle as object | undefined) ?? null);
    });
  });
}

/** Calls `then` when the supervisor says that another process has taken over. */
export function hearOfSuccessor(then: () => void): void {
  const hear = (word: unknown) => {
    if ((word as Partial<typeof followed> | null)?.is === followed.is) then();
  };
  if (process.channel) process.on("message", hear);
}
