import { afterEach, beforeEach, vi } from "vitest";

type Device = {
  /** Lets the time go on, and what happens in it. */
  pass: (milliseconds: number) => Promise<unknown>;
  keys: () => string[];
  /** Makes it refuse everything from then on. */
  fill: () => void;
  /** Another device, with nothing on it. */
  replace: () => void;
};

/** A device's memory and its clock, for each test of a file; the clock stands still unless it is told to `pass`. */
export function useDevice(): Device {
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
  const replace = () => {
    kept.clear();
    isFull = false;
  };
  beforeEach(() => {
    replace();
    vi.useFakeTimers();
    vi.stubGlobal("localStorage", storage);
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });
  return {
    pass: (milliseconds) => vi.advanceTimersByTimeAsync(milliseconds),
    keys: () => [...kept.keys()],
    fill: () => (isFull = true),
    replace,
  };
}
