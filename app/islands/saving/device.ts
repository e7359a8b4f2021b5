// The device's own memory. A browser may have none (private mode, a full disk, a policy): then nothing is kept, and whoever
// asked is told, so that no page says that it is.

/** What is kept under a key, or null. */
export function readDevice(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Keeps a text under a key; null forgets it. Returns whether the device holds now what it should. */
export function keepOnDevice(key: string, text: string | null): boolean {
  try {
    if (text === null) localStorage.removeItem(key);
    else localStorage.setItem(key, text);
    return true;
  } catch {
    return text === null;
  }
}

/** The keys that begin with `prefix`. */
export function deviceKeys(prefix: string): string[] {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(prefix));
  } catch {
    return [];
  }
}
