import { vi } from "vitest";

/** A device's memory for a test; `fill` makes it refuse everything from then on. */
export function useDevice(): { keys: () => string[]; fill: () => void } {
  const kept = new Map<string, string>();
  let isFull = false;
  const storage = new Proxy(
    {
      getItem: (key: string) => kept.get(key) ?? null,
      removeItem: (key: string) => void kept.delete(key),
      setItem(key: string, text: string) {
        if (isFull) throw new Error("QuotaExceededError");
        kept.set(key, text);
      },
    },
    {
      ownKeys: () => [...kept.keys()],
      getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
    },
  );
  vi.stubGlobal("localStorage", storage);
  return { keys: () => [...kept.keys()], fill: () => (isFull = true) };
}
