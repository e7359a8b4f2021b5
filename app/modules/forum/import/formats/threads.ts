/** A message with those that it may answer, the nearest first. */
export type Linked = { id: string; parents: string[] };
export type Threaded = { root: string; parent: string | null; isCycle: boolean };

/**
 * Which messages belong together: each hangs below the first of its parents that is there. Where they answer one another in a circle the one
 * that stands first begins the thread. Takes time in proportion to their number. Throws nothing.
 */
export function threadsOf(messages: readonly Linked[]): Map<string, Threaded> {
  const known = new Map<string, Linked>();
  for (const message of messages) if (!known.has(message.id)) known.set(message.id, message);
  const found = new Map<string, Threaded>();
  for (const first of known.values()) {
    const path: string[] = [];
    const onPath = new Set<string>();
    let id = first.id;
    let root: string | null = null;
    while (root === null) {
      const done = found.get(id);
      if (done) root = done.root;
      else if (onPath.has(id)) root = id;
      else {
        path.push(id);
        onPath.add(id);
        const parent = known.get(id)!.parents.find((one) => one !== id && known.has(one));
        if (parent === undefined) root = id;
        else id = parent;
      }
    }
    for (const one of path) {
      const parent = known.get(one)!.parents.find((other) => other !== one && known.has(other)) ?? null;
      const isRoot = one === root;
      found.set(one, { root, parent: isRoot ? null : parent, isCycle: isRoot && parent !== null });
    }
  }
  return found;
}
