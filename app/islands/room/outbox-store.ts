import { type Outbox, fromText, toText } from "./outbox.ts";

export type OutboxStore = {
  all(): Outbox;
  change(change: (outbox: Outbox) => Outbox): void;
};

/**
 * The outbox of one room and person, kept on the device. A browser that keeps nothing (private mode, full) has it for as
 * long as the page stands.
 */
export function keepOutbox(key: string, changed: (outbox: Outbox) => void): OutboxStore {
  let outbox = fromText(read(key));
  const known = new Set(outbox.map(({ clientId }) => clientId));
  return {
    all: () => outbox,
    change(change) {
      outbox = change(outbox);
      for (const { clientId } of outbox) known.add(clientId);
      // What another tab of the same room keeps there stays.
      const kept = [...fromText(read(key)).filter(({ clientId }) => !known.has(clientId)), ...outbox];
      keep(key, kept.length > 0 ? toText(kept) : null);
      changed(outbox);
    },
  };
}

/** What is kept under a key, or null. */
export function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Keeps a text under a key; null forgets it. */
export function keep(key: string, text: string | null): void {
  try {
    if (text === null) localStorage.removeItem(key);
    else localStorage.setItem(key, text);
  } catch {
    // Nothing more can be done, and the page goes on.
  }
}
