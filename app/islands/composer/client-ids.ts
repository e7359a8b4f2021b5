import { copiesUnder, putCopy } from "../saving/copy.ts";

/** Drafts whose post stands on this page have arrived: what the device keeps of them goes. */
export function dropArrived(clientIds: string[]): void {
  for (const { key, copy } of copiesUnder("post:")) {
    const id = new URLSearchParams(copy?.text).get("clientId");
    if (id && clientIds.includes(id)) putCopy(key, null);
  }
}

/** An id for another post. */
export function newId(): string {
  // randomUUID exists on secure origins only.
  return globalThis.crypto?.randomUUID?.() ?? `${Date.now()}-${Math.random().toString(36).slice(2)}`;
}
