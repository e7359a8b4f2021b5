import { deviceKeys, keepOnDevice, readDevice } from "./device.ts";

/** What a device keeps of a text while it is not saved. */
export type Copy = {
  at: number;
  /** The page that wrote it: two tabs of one text leave each other's copies alone. */
  by: string;
  /** The version that the text was typed on. */
  version: string;
  text: string;
  /** Fingerprints of texts that were sent and never heard of again. */
  sent: string[];
};

const prefix = "saving:";
const keptFor = 60 * 86_400_000;

type CopyStore = {
  read: () => Copy | null;
  /** Returns whether the device took it. */
  keep: (copy: Pick<Copy, "version" | "text" | "sent">) => boolean;
  /** Forgets what this page wrote or took up; with `isAnyones` whatever stands there. */
  drop: (isAnyones?: boolean) => void;
};

/** The copy of one text, named by `key`. Copies of any text that are older than 60 days go. */
export function openCopy(key: string): CopyStore {
  const by = Math.random().toString(36).slice(2);
  const read = () => parseCopy(readDevice(prefix + key));
  for (const { key: old, copy } of copiesUnder("")) {
    if (!copy || copy.at < Date.now() - keptFor) keepOnDevice(prefix + old, null);
  }
  return {
    read,
    keep: ({ version, text, sent }) =>
      keepOnDevice(prefix + key, JSON.stringify({ at: Date.now(), by, version, text, sent })),
    drop(isAnyones = false) {
      if (isAnyones || read()?.by === by) keepOnDevice(prefix + key, null);
    },
  };
}

/** Every copy whose key begins with `start`; null for what is no copy. */
export function copiesUnder(start: string): { key: string; copy: Copy | null }[] {
  return deviceKeys(prefix + start).map((name) => ({
    key: name.slice(prefix.length),
    copy: parseCopy(readDevice(name)),
  }));
}

/** Forgets the copy of one text. */
export function dropCopy(key: string): void {
  keepOnDevice(prefix + key, null);
}

function parseCopy(kept: string | null): Copy | null {
  try {
    const copy = JSON.parse(kept ?? "null") as Copy | null;
    return typeof copy?.text === "string" && Array.isArray(copy.sent) && copy.at > 0 ? copy : null;
  } catch {
    return null;
  }
}
