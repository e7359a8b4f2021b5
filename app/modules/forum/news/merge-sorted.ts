/**
 * The values of several sorted lists in one order, one after the other as they are asked for: whoever stops early pays for what
 * was taken. Equal values come in the order of their lists. For a few lists, since each value is compared with the head of each.
 */
export function* mergeSorted<T>(lists: readonly Iterable<T>[], compare: (a: T, b: T) => number): Generator<T> {
  const heads = lists.map((list) => list[Symbol.iterator]()).map((rest) => ({ rest, next: rest.next() }));
  for (;;) {
    let first: (typeof heads)[number] | null = null;
    for (const head of heads) {
      if (head.next.done) continue;
      if (!first || compare(head.next.value, first.next.value as T) < 0) first = head;
    }
    if (!first) return;
    yield first.next.value as T;
    first.next = first.rest.next();
  }
}
