type Settings<T> = { room: number; sizeOf: (value: T) => number };

/**
 * Remembers what was made of its key alone, so that nothing in it is ever out of date. Holds things of `room` together twice (as `sizeOf`
 * and the length of the key measure them): those asked for since it was last full, and those before. What nobody asks for goes.
 */
export class FactMemory<T> {
  readonly #settings: Settings<T>;
  #recent = new Map<string, T>();
  #older = new Map<string, T>();
  #held = 0;

  constructor(settings: Settings<T>) {
    this.#settings = settings;
  }

  /** What `make` made of this key before, or makes now. */
  get(key: string, make: (key: string) => T): T {
    const known = this.#recent.get(key);
    if (known !== undefined) return known;
    const value = this.#older.get(key) ?? make(key);
    const size = key.length + this.#settings.sizeOf(value);
    if (this.#held + size > this.#settings.room) {
      this.#older = this.#recent;
      this.#recent = new Map();
      this.#held = 0;
    }
    this.#held += size;
    this.#recent.set(key, value);
    return value;
  }
}
