import { expect, test } from "vitest";
import { canonicalJson } from "#app/lib/canonical-json.ts";
import { fingerprint, signFingerprint, verifyFingerprint } from "./fingerprint.ts";

const snapshot = {
  name: "Nguyễn Thị Ánh",
  activities: ["1.1", "4.2"],
  hours: 12,
  course: { title: "Lộ trình", id: null },
};
const old = { id: "2025", secret: "o".repeat(32) };
const now = { id: "2026", secret: "n".repeat(32) };

test("the order of keys does not matter, the order of lists and every letter do", () => {
  const shuffled = {
    course: { id: null, title: "Lộ trình" },
    hours: 12,
    activities: ["1.1", "4.2"],
    name: "Nguyễn Thị Ánh",
  };
  expect(canonicalJson({ b: [1, { d: true, c: "é\n" }], a: 1e21 })).toBe('{"a":1e+21,"b":[1,{"c":"é\\n","d":true}]}');
  expect(fingerprint(shuffled)).toBe(fingerprint(snapshot));
  expect(fingerprint({ ...snapshot, activities: ["4.2", "1.1"] })).not.toBe(fingerprint(snapshot));
  expect(fingerprint({ ...snapshot, name: "Nguyen Thi Anh" })).not.toBe(fingerprint(snapshot));
});

test("the fingerprint is the SHA-256 of the canonical text", () => {
  // printf '{}' | sha256sum
  expect(fingerprint({})).toBe("44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
});

test("keys are sorted by UTF-16 code units, as in the example of RFC 8785, 3.2.3", () => {
  const keys = ["\u20ac", "\r", "\ufb33", "1", "\ud83d\ude00", "\u0080", "\u00f6"];
  const parsed = JSON.parse(canonicalJson(Object.fromEntries(keys.map((key, index) => [key, index])))) as object;
  expect(Object.keys(parsed)).toEqual(["1", "\r", "\u0080", "\u00f6", "\u20ac", "\ud83d\ude00", "\ufb33"]);
});

test("what JSON cannot say is refused", () => {
  for (const value of [
    undefined,
    NaN,
    Infinity,
    new Date(0),
    () => 1,
    1n,
    [undefined],
    Array(2),
    { a: undefined },
    "\ud800",
  ]) {
    expect(() => canonicalJson(value)).toThrow(TypeError);
  }
});

test("a signature holds for its fingerprint and its key only, also after the key changed", () => {
  const hash = fingerprint(snapshot);
  const signature = signFingerprint(hash, old);
  expect(signature).toMatch(/^2025\.[\w-]{43}$/);
  expect(verifyFingerprint(hash, signature, [now, old])).toBe(true);
  expect(verifyFingerprint(hash, signFingerprint(hash, now), [now, old])).toBe(true);
  expect(verifyFingerprint(hash, signature, [now])).toBe(false);
  expect(verifyFingerprint(fingerprint({}), signature, [now, old])).toBe(false);
  expect(verifyFingerprint(hash, signature, [{ ...old, secret: "x".repeat(32) }])).toBe(false);
  for (const broken of ["", "2025", "2025.", signature.slice(0, -1), `2026${signature.slice(4)}`]) {
    expect(verifyFingerprint(hash, broken, [now, old])).toBe(false);
  }
});
