import { expect, it } from "vitest";
import { canonicalJson, comparableJson } from "./canonical-json.ts";

it("spells equal values alike, whatever the order of their keys", () => {
  const [one, other] = [
    { b: [1, { d: 2, c: null }], a: "x" },
    { a: "x", b: [1, { c: null, d: 2 }] },
  ];
  expect(canonicalJson(one)).toBe('{"a":"x","b":[1,{"c":null,"d":2}]}');
  expect(comparableJson(one)).toBe(comparableJson(other));
  expect(comparableJson(one)).not.toBe(comparableJson({ ...other, a: "y" }));
});

it("compares what the strict spelling refuses", () => {
  const loose = { at: new Date("2026-03-01T00:00:00Z"), none: undefined, half: "a\ud800" };
  expect(() => canonicalJson(loose)).toThrow(TypeError);
  expect(comparableJson(loose)).toBe('{"at":"2026-03-01T00:00:00.000Z","half":"a\ufffd"}');
  expect(comparableJson(undefined)).toBe("");
});
