import { keepOnDevice, readDevice } from "../saving/device.ts";
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
  let outbox = fromText(readDevice(key));
  const known = new Set(outbox.map(({ clientId }) => clientId));
  return {
    all: () => outbox,
    change(change) {
      outbox = change(outbox);
      for (const { clientId } of outbox) known.add(clientId);
      // What another tab of the same room keeps there stays.
      const kept = [...fromText(readDevice(key)).filter(({ clientId }) => !known.has(clientId)), ...outbox];
      keepOnDevice(key, kept.length > 0 ? toText(kept) : null);
      changed(outbox);
    },
  };
}
