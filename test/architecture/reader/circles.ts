/** Pairs "from -> to" of anything that has a name. */
export type Edge = { from: string; to: string };

/** The groups of names that reach one another, each sorted, largest first (Tarjan's strongly connected components). */
export function findCircles(edges: Edge[]): string[][] {
  const next = new Map<string, Set<string>>();
  for (const { from, to } of edges) {
    if (from !== to) (next.get(from) ?? next.set(from, new Set()).get(from)!).add(to);
  }
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const onStack = new Set<string>();
  const circles: string[][] = [];

  const visit = (name: string): void => {
    index.set(name, index.size);
    low.set(name, index.get(name)!);
    stack.push(name);
    onStack.add(name);
    for (const other of next.get(name) ?? []) {
      if (!index.has(other)) {
        visit(other);
        low.set(name, Math.min(low.get(name)!, low.get(other)!));
      } else if (onStack.has(other)) low.set(name, Math.min(low.get(name)!, index.get(other)!));
    }
    if (low.get(name) !== index.get(name)) return;
    const circle = stack.splice(stack.indexOf(name));
    for (const one of circle) onStack.delete(one);
    if (circle.length > 1) circles.push(circle.sort());
  };

  for (const name of [...next.keys()].sort()) if (!index.has(name)) visit(name);
  return circles.sort((a, b) => b.length - a.length || a[0]!.localeCompare(b[0]!));
}
