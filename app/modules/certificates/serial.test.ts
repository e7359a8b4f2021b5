import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { formatSerial, makeSerial, parseSerial } from "./serial.ts";

const alphabet = [..."23456789ABCDEFGHJKMNPQRTVWXYZ"];

/** A valid serial with these two characters at `place` and the next place; the rest is random. */
function serialWith(position: number, first: string, second: string): string {
  const body = [...makeSerial(randomBytes)];
  body[position] = first;
  body[position + 1] = second;
  const free = position === 0 ? 11 : 0;
  const serial = alphabet.map((sign) => body.with(free, sign).join("")).find((candidate) => parseSerial(candidate));
  return serial!;
}

test("a serial has twelve characters of the alphabet and is read back", () => {
  for (let i = 0; i < 1000; i++) {
    const serial = makeSerial(randomBytes);
    expect(serial).toMatch(/^[2-9A-HJKMNP-RTV-Z]{12}$/);
    expect(parseSerial(serial)).toBe(serial);
    expect(formatSerial(serial)).toMatch(/^.{4}-.{4}-.{4}$/);
    expect(parseSerial(formatSerial(serial))).toBe(serial);
  }
});

test("every character is equally likely, however the bytes fall", () => {
  const counts = new Map<string, number>();
  const everyByte = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  let next = 0;
  const bytes = (size: number) => Uint8Array.from({ length: size }, () => everyByte[next++ % 256]!);
  // 29 serials use 319 characters: 11 full rounds of the alphabet when no byte is favoured.
  for (let i = 0; i < 29; i++) {
    for (const sign of makeSerial(bytes).slice(0, 11)) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  }
  expect(counts.size).toBe(29);
  expect(Math.max(...counts.values()) - Math.min(...counts.values())).toBeLessThanOrEqual(2);
});

test("every single wrong character is detected, at every place", () => {
  for (let position = 0; position < 12; position++) {
    for (const right of alphabet) {
      const serial = position === 11 ? serialWith(10, "7", right) : serialWith(position, right, "7");
      for (const wrong of alphabet) {
        const changed = [...serial].with(position, wrong).join("");
        expect(parseSerial(changed)).toBe(wrong === right ? serial : null);
      }
    }
  }
});

test("every swap of neighbours is detected, at every place and for every pair", () => {
  for (let position = 0; position < 11; position++) {
    for (const first of alphabet) {
      for (const second of alphabet) {
        const serial = serialWith(position, first, second);
        const swapped = [...serial]
          .with(position, second)
          .with(position + 1, first)
          .join("");
        expect(parseSerial(swapped)).toBe(first === second ? serial : null);
      }
    }
  }
});

test("case, dashes, spaces, full-width letters and invisible marks do not matter; S is read as 5", () => {
  const serial = serialWith(4, "5", "A");
  const dashed = formatSerial(serial);
  const wide = [...serial].map((sign) => String.fromCodePoint(sign.codePointAt(0)! + 0xfee0)).join("");
  for (const typed of [
    dashed.toLowerCase(),
    dashed.replaceAll("-", " "),
    dashed.replaceAll("-", "–"),
    ` \u200e${dashed}\u200f\n`,
    serial.replaceAll("5", "s"),
    wide,
  ]) {
    expect(parseSerial(typed)).toBe(serial);
  }
});

test("what cannot be a serial is null", () => {
  const serial = makeSerial(randomBytes);
  for (const typed of [
    "",
    serial.slice(1),
    `${serial}2`,
    `O${serial.slice(1)}`,
    `1${serial.slice(1)}`,
    "😀".repeat(12),
  ]) {
    expect(parseSerial(typed)).toBeNull();
  }
});
