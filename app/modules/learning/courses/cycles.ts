/**
 * A way that leads back to where it begins, along "requires": [a, b, a] when a requires b and b requires a; null when
 * there is none. Depth first, each node once: linear in nodes and edges, without recursion, so that a long chain is no
 * danger (the colouring of Cormen, Leiserson, Rivest and Stein, "Introduction to Algorithms", depth-first search).
 */
export function findCycle(requires: ReadonlyMap<string, readonly string[]>): string[] | null {
  const state = new Map<string, "open" | "done">();
  for (const start of requires.keys()) {
    if (state.has(start)) continue;
    const way: { node: string; next: number }[] = [{ node: start, next: 0 }];
    state.set(start, "open");
    while (way.length > 0) {
      const top = way.at(-1)!;
      const target = requires.get(top.node)?.[top.next];
      top.next += 1;
      if (target === undefined) {
        state.set(top.node, "done");
        way.pop();
      } else if (state.get(target) === "open") {
        const from = way.findIndex(({ node }) => node === target);
        return [...way.slice(from).map(({ node }) => node), target];
      } else if (!state.has(target)) {
        state.set(target, "open");
        way.push({ node: target, next: 0 });
      }
    }
  }
  return null;
}
