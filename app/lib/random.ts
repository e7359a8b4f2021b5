/**
 * A generator of numbers from 0 up to but not including 1, the same row for the same seed on every machine: mulberry32
 * by Tommy Ettinger (public domain, 2017), 32 bits of state. Good enough for drawing and shuffling, never for secrets.
 * Only the lowest 32 bits of the seed count. Throws nothing.
 */
export function randomFrom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * One seed made of several parts, such as the attempt's seed and the number of a question, so that neighbours have
 * nothing in common: FNV-1a over the parts' texts (Fowler, Noll and Vo), mixed with the finaliser of MurmurHash3 (Austin
 * Appleby, public domain). A whole number from 0 up to but not including 2^32. Throws nothing.
 */
export function seedOf(...parts: readonly (number | string)[]): number {
  let hash = 0x811c9dc5;
  for (const character of parts.join("\u0000")) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/**
 * The list in an order that depends on nothing but its length and the seed: Fisher and Yates' shuffle in Durstenfeld's
 * form (Knuth, The Art of Computer Programming 2, 3.4.2, algorithm P). A new list. Throws nothing.
 */
export function shuffled<T>(list: readonly T[], seed: number): T[] {
  const random = randomFrom(seed);
  const result = [...list];
  for (let last = result.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [result[last], result[other]] = [result[other] as T, result[last] as T];
  }
  return result;
}
