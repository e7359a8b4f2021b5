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

/** Puts another copy of one text in the place of what stands there; null forgets it. */
export function putCopy(key: string, copy: Copy | null): void {
  keepOnDevice(prefix + key, copy && JSON.stringify(copy));
}

/** What another release of the page has written is a copy too, as long as it has a text and a date. */
function parseCopy(kept: string | null): Copy | null {
  try {
    const { text, at, by = "", version = "0", sent = [] } = JSON.parse(kept ?? "null") as Partial<Copy>;
    return typeof text === "string" && Number(at) > 0 ? { text, at: Number(at), by, version, sent } : null;
  } catch {
    return null;
  }
}
