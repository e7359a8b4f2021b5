export type Unsent = {
  clientId: string;
  body: string;
  /** Waiting for the link, on its way, or refused by the server with this sentence's key. */
  state: "waiting" | "sending" | "failed";
};

/** What a person has written and the room has not numbered yet, oldest first. */
export type Outbox = readonly Unsent[];

/** Adds a new message at the end. */
export function write(outbox: Outbox, message: { clientId: string; body: string }): Outbox {
  return [...outbox, { ...message, state: "waiting" }];
}

/** The next message to send: one at a time, so that they are numbered in the order they were written. */
export function nextToSend(outbox: Outbox): Unsent | null {
  if (outbox.some(({ state }) => state === "sending")) return null;
  return outbox.find(({ state }) => state === "waiting") ?? null;
}

/** The same outbox with one message in another state. */
export function mark(outbox: Outbox, clientId: string, state: Unsent["state"]): Outbox {
  return outbox.map((message) => (message.clientId === clientId ? { ...message, state } : message));
}

/** Takes out what the room has numbered, or what its writer has given up. */
export function remove(outbox: Outbox, clientIds: readonly string[]): Outbox {
  return outbox.filter(({ clientId }) => !clientIds.includes(clientId));
}

/** After a break: what was on its way may have arrived or not, so it is sent again under the same id. */
export function backToWaiting(outbox: Outbox): Outbox {
  return outbox.map((message) => (message.state === "sending" ? { ...message, state: "waiting" } : message));
}

/** For keeping on the device. */
export function toText(outbox: Outbox): string {
  return JSON.stringify(outbox);
}

/** What was kept on the device; anything unreadable is nothing. What was refused stays refused, the rest waits. */
export function fromText(text: string | null): Outbox {
  try {
    const kept: unknown = JSON.parse(text ?? "[]");
    if (!Array.isArray(kept)) return [];
    const whole = kept.filter(
      (entry): entry is Unsent => typeof entry?.clientId === "string" && typeof entry?.body === "string",
    );
    return whole.map(({ clientId, body, state }) => ({
      clientId,
      body,
      state: state === "failed" ? state : "waiting",
    }));
  } catch {
    return [];
  }
}
