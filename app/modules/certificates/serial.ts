import { normalize } from "#app/lib/combining-marks.ts";

/**
 * 29 signs: the digits and capital letters without those that people confuse on paper (0 and O, 1, I and L, U beside V,
 * S beside 5). 29 is prime, which the check character needs.
 */
const alphabet = "23456789ABCDEFGHJKMNPQRTVWXYZ";
const length = 12;

/**
 * A new serial, 11 random characters (53 bits) and one check character, written without dashes. `randomBytes` is
 * `node:crypto`'s; bytes that would make some characters more likely than others are thrown away.
 */
export function makeSerial(randomBytes: (size: number) => Uint8Array): string {
  const fair = 256 - (256 % alphabet.length);
  let body = "";
  while (body.length < length - 1) {
    for (const byte of randomBytes(length)) {
      if (byte < fair && body.length < length - 1) body += alphabet[byte % alphabet.length];
    }
  }
  return body + checkCharacter(body);
}

/**
 * The serial that somebody typed or read aloud, without dashes, or null when it cannot be one. Case, spaces, dashes,
 * full-width letters and invisible marks do not matter, and S is read as 5. The other look-alikes (O, I, L, U …) stay
 * errors: neither they nor their twins are in the alphabet, so there is nothing to guess.
 */
export function parseSerial(input: string): string | null {
  const serial = normalize(input, "NFKC")
    .replace(/[\s\p{Pd}\p{Cf}_.]/gu, "")
    .toUpperCase()
    .replaceAll("S", "5");
  if (serial.length !== length || [...serial].some((sign) => !alphabet.includes(sign))) return null;
  return checkSum(serial) === 1 ? serial : null;
}

/** The serial as people see it: `7K3M-Q9TX-2HVC`. */
export function formatSerial(serial: string): string {
  return serial.match(/.{4}/g)!.join("-");
}

/**
 * The check character of a pure system after ISO/IEC 7064 (modulus 29, radix 2): the sum of value times 2^place, places
 * counted from the right, is 1 modulo 29. No weight is a multiple of 29, so every wrong character changes the sum; the
 * weights of any two places differ, because 2 generates all 28 residues, so every swap of unequal characters does, too.
 */
function checkCharacter(body: string): string {
  const open = checkSum(body + alphabet[0]);
  return alphabet[(1 - open + alphabet.length) % alphabet.length]!;
}

function checkSum(serial: string): number {
  return [...serial].reduce((sum, sign) => (sum * 2 + alphabet.indexOf(sign)) % alphabet.length, 0);
}
