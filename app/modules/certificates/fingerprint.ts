import { createHash, createHmac, timingSafeEqual } from "node:crypto";

/** A secret of at least 32 bytes and the short name under which signatures refer to it. */
export type SigningKey = { id: string; secret: string | Uint8Array };

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

/** SHA-256 of the canonical JSON of a certificate's snapshot, 64 hexadecimal digits. */
export function fingerprint(snapshot: unknown): string {
  return createHash("sha256").update(canonicalJson(snapshot), "utf8").digest("hex");
}

/** `<key id>.<HMAC-SHA-256 in base64url>`: proof that this platform vouched for the fingerprint. */
export function signFingerprint(hash: string, key: SigningKey): string {
  if (key.id.includes(".")) throw new TypeError("a key id has no dot");
  return `${key.id}.${mac(hash, key)}`;
}

/** Whether one of `keys` made this signature; keys that no longer sign stay in the list so that old signatures hold. */
export function verifyFingerprint(hash: string, signature: string, keys: readonly SigningKey[]): boolean {
  const key = keys.find((candidate) => signature.startsWith(`${candidate.id}.`));
  if (!key) return false;
  const given = Buffer.from(signature, "utf8");
  const right = Buffer.from(signFingerprint(hash, key), "utf8");
  return given.length === right.length && timingSafeEqual(given, right);
}

/** The prefix keeps a signature made here from being valid for anything else that the same secret signs. */
function mac(hash: string, key: SigningKey): string {
  return createHmac("sha256", key.secret).update(`crossroads.certificate.v1:${hash}`, "utf8").digest("base64url");
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
