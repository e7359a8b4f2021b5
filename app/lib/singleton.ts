/**
 * Makes `create()`'s value once per process and returns that same value ever after. The server bundle and the Remix
 * bundle load separate copies of `app/`, so connections and caches live on `globalThis`, never in a module variable.
 */
export function singleton<T>(name: string, create: () => T): T {
  const shelf = ((globalThis as Record<symbol, unknown>)[shelfKey] ??= new Map()) as Map<string, T>;
  if (!shelf.has(name)) shelf.set(name, create());
  return shelf.get(name)!;
}

/** Puts a value where `singleton(name)` finds it; the entrance that owns a connection calls it at start. */
export function provideSingleton<T>(name: string, value: T): void {
  const shelf = ((globalThis as Record<symbol, unknown>)[shelfKey] ??= new Map()) as Map<string, T>;
  shelf.set(name, value);
}

/** The value under `name`, or null when nobody has made one. */
export function findSingleton<T>(name: string): T | null {
  const shelf = (globalThis as Record<symbol, unknown>)[shelfKey] as Map<string, T> | undefined;
  return shelf?.get(name) ?? null;
}

/** Forgets the value under `name`; whoever made it closes it first. */
export function forgetSingleton(name: string): void {
  ((globalThis as Record<symbol, unknown>)[shelfKey] as Map<string, unknown> | undefined)?.delete(name);
}

/** Forgets every value, as if the process had just started; between test files that share one. */
export function forgetAllSingletons(): void {
  delete (globalThis as Record<symbol, unknown>)[shelfKey];
}

const shelfKey = Symbol.for("crossroads.singletons");
