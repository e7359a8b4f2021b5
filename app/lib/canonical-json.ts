/**
 * JSON with one spelling only: keys sorted by UTF-16 code units, no spaces, numbers and strings as ECMAScript writes
 * them (RFC 8785). What JSON cannot say (undefined, NaN, functions, dates, lone surrogates) throws, never changes.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === "string" && /\p{Surrogate}/u.test(value))
    throw new TypeError("a lone surrogate has no canonical form");
  if (value === null || typeof value === "boolean" || typeof value === "string") return JSON.stringify(value);
  if (typeof value === "number" && Number.isFinite(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${Array.from(value, canonicalJson).join(",")}]`;
  if (typeof value === "object" && isPlain(value)) {
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, item]) => `${canonicalJson(key)}:${canonicalJson(item)}`).join(",")}}`;
  }
  throw new TypeError(`${typeof value} has no canonical form`);
}

/**
 * The same for values that are only compared: what JSON leaves out is left out, dates become text, and lone surrogates, which
 * no database keeps, are replaced. Equal texts mean equal values. Throws nothing that JSON.stringify does not.
 */
export function comparableJson(value: unknown): string {
  const text = JSON.stringify(value) as string | undefined;
  if (text === undefined) return "";
  const plain: unknown = JSON.parse(text, (_key, inner: unknown) =>
    typeof inner === "string" ? inner.replace(/\p{Surrogate}/gu, "\uFFFD") : inner,
  );
  return canonicalJson(plain);
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
