import { canonicalJson } from "#app/lib/canonical-json.ts";
import { createHash, createHmac, timingSafeEqual } from "node:crypto";

/** A secret of at least 32 bytes and the short name under which signatures refer to it. */
export type SigningKey = { id: string; secret: string | Uint8Array };

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
