/** JSON with sorted keys and without undefined: equal texts mean equal values, whatever PostgreSQL made of the order. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner !== "object" || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
  });
}

/** Whether every value that `wished` names is the same in `present`. */
export function holdsAll(present: Record<string, unknown>, wished: Record<string, unknown>): boolean {
  return Object.entries(wished).every(([name, value]) => canonical(present[name]) === canonical(value));
}

/** A question's layers without the line it stands on: moving a question in its file does not change it. */
export function withoutLines(layers: object): unknown {
  return Object.fromEntries(
    Object.entries(layers).map(([language, layer]) => [language, { ...(layer as object), line: 1 }]),
  );
}
