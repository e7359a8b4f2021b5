type Settings<T> = {
  milliseconds: number;
  room: number;
  sizeOf: (value: T) => number;
  /** What is not kept is given to those who wait for it, and loaded again for the next. */
  keeps?: (value: T) => boolean;
};
type Kept<T> = { value: Promise<T>; until: number; size: number };

/**
 * Remembers what was loaded for a short time, so that many who ask for the same thing at once cause one loading. Holds
 * things of at most `room` together (as `sizeOf` measures them), the oldest go first; a failure is not remembered.
 */
export class ShortMemory<T> {
  readonly #kept = new Map<string, Kept<T>>();
  readonly #settings: Settings<T>;
  #held = 0;

  constructor(settings: Settings<T>) {
    this.#settings = settings;
  }

  /** The thing under `key`, loaded when nobody has asked for it within the time. */
  get(key: string, load: () => Promise<T>): Promise<T> {
    const now = Date.now();
    const known = this.#kept.get(key);
    if (known && known.until > now) return known.value;
    this.#forget(key);
    const { milliseconds, sizeOf, keeps = () => true } = this.#settings;
    const kept: Kept<T> = { value: load(), until: now + milliseconds, size: 0 };
    this.#kept.set(key, kept);
    kept.value.then(
      (value) => {
        if (this.#kept.get(key) !== kept) return;
        if (!keeps(value)) return this.#forget(key);
        kept.size = sizeOf(value);
        this.#held += kept.size;
        this.#makeRoom();
      },
      () => this.#kept.get(key) === kept && this.#forget(key),
    );
    return kept.value;
  }

  /** What is out of date goes first, since it stands first; then the oldest until the rest has room. */
  #makeRoom(): void {
    const now = Date.now();
    for (const [key, { until }] of this.#kept) {
      if (until > now && this.#held <= this.#settings.room) return;
      this.#forget(key);
    }
  }

  #forget(key: string): void {
    this.#held -= this.#kept.get(key)?.size ?? 0;
    this.#kept.delete(key);
  }
}
