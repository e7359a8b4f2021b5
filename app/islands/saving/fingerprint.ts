/**
 * Fourteen hexadecimal digits that stand for a text: enough to tell whether what a server holds was sent from here, without
 * keeping each text that was sent. Two multiplicative hashes of 32 and 24 bits over the UTF-16 units, with the constants of
 * FNV-1a and of MurmurHash3's finaliser; no secret depends on it.
 */
export function fingerprint(text: string): string {
  let [a, b] = [0x811c9dc5, text.length];
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul((b ^ unit) + at, 0x85ebca6b);
    b ^= b >>> 13;
  }
  const digits = (value: number, count: number) => (value >>> 0).toString(16).padStart(8, "0").slice(-count);
  return digits(a, 8) + digits(b, 6);
}
