/** What people have tried, and what they were told has been done. Everything is named by a text that no other thing has. */
export type Ledger = {
  /** Notes a thing before it is sent the first time. */
  try(kind: string, thing: string): void;
  /** Notes that the site has said yes to it. */
  acknowledge(kind: string, thing: string): void;
  tried(kind: string): string[];
  acknowledged(kind: string): string[];
  /** Of something that one person sets again and again: what was said yes to last; null once nobody knows. */
  set(kind: string, thing: string, value: string | null): void;
  settings(kind: string): [thing: string, value: string][];
  /** How much has been acknowledged in all. */
  size(): number;
  /** Answers that nobody should ever get, whatever dies. */
  unexpected: string[];
};

export function openLedger(): Ledger {
  const sets = { tried: new Map<string, Set<string>>(), acknowledged: new Map<string, Set<string>>() };
  const settings = new Map<string, Map<string, string | null>>();
  let size = 0;
  const add = (book: Map<string, Set<string>>, kind: string, thing: string) => {
    const things = book.get(kind) ?? new Set();
    book.set(kind, things.add(thing));
  };
  return {
    try: (kind, thing) => add(sets.tried, kind, thing),
    acknowledge(kind, thing) {
      add(sets.acknowledged, kind, thing);
      size += 1;
    },
    tried: (kind) => [...(sets.tried.get(kind) ?? [])],
    acknowledged: (kind) => [...(sets.acknowledged.get(kind) ?? [])],
    set(kind, thing, value) {
      const known = settings.get(kind) ?? new Map<string, string | null>();
      settings.set(kind, known.set(thing, value));
      if (value !== null) this.acknowledge(kind, thing);
    },
    settings: (kind) =>
      [...(settings.get(kind) ?? [])].flatMap(([thing, value]) => (value === null ? [] : [[thing, value]])),
    size: () => size,
    unexpected: [],
  };
}
