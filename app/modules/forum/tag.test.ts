import { expect, test } from "vitest";
import { isTagLength, readTags, tagOf, tagPath } from "./tag.ts";

test.each([
  ["Open Data", "open-data"],
  ["#Film", "film"],
  ["  --co–production!! ", "co-production"],
  // In NFC, whatever it was typed in.
  ["Cine\u0301ma", "cinéma"],
  ["العُمران", "العُمران"],
  ["文化统计", "文化统计"],
  ["ÉTÉ 2027", "été-2027"],
  // What is not seen makes no other tag: marks of direction, zero-width characters, joiners.
  ["fi\u200Blm\u202E", "film"],
  ["کتاب\u200Cخانه", "کتابخانه"],
  ["***", ""],
])("the tag %j is %j, and stays it", (text, tag) => {
  expect([tagOf(text), tagOf(tag)]).toEqual([tag, tag]);
});

test("tags stand between commas of any script, each once", () => {
  expect(readTags("Film, film، سينما；数据,, ,*")).toEqual(["film", "سينما", "数据"]);
});

test("a tag has from two to thirty characters", () => {
  expect(["a", "ab", "e\u0301", "x".repeat(30), "x".repeat(31)].map(isTagLength)).toEqual([
    false,
    true,
    false,
    true,
    false,
  ]);
});

test("its address carries any script", () => {
  expect(tagPath("سينما")).toBe("/forum/tags/%D8%B3%D9%8A%D9%86%D9%85%D8%A7");
});
