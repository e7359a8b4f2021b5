import { describe, expect, it } from "vitest";
import { asMoodleReads, refusedWithCure } from "#test/fixtures/gift/as-moodle-reads.ts";
import { quietestTime } from "#test/helpers/processor-time.ts";
import { readGift } from "./read-gift.ts";

const read = (text: string) => readGift(text, { file: "bank.gift" });

it.each(Object.entries(asMoodleReads))("reads as Moodle does: %j", (text, { questions, notes = [] }) => {
  const found = read(text);
  expect(found.questions).toMatchObject(questions);
  expect(found.questions).toHaveLength(questions.length);
  expect(found.problems.map(({ code, level }) => [code, level])).toEqual(notes.map((code) => [code, "warning"]));
});

describe("one question that cannot be read", () => {
  it.each(Object.entries(refusedWithCure))("refuses only itself: %j", (text, { line, code, sign, cure }) => {
    const { questions, problems } = read(text);
    expect(questions.map(({ title }) => title)).toContain("A");
    expect(problems[0]).toMatchObject({
      line,
      code,
      level: "error",
      values: { ...(sign && { sign }), ...(cure && { cure }) },
    });
  });
});

it.each([
  ["q {T}\n\n", "whole questions"],
  ["::t::q {=a ~b#c}\n\n", "one title"],
  ["q {T}\n", "no empty line"],
  ["{", "open braces"],
  ["}", "closed braces"],
  ["q {=a\n\n", "unclosed questions"],
  ["=a~b#", "answers"],
  ["=a -> b", "pairs"],
  ["\\", "backslashes"],
  ["::", "colons"],
  ["#", "hashes"],
  ["####", "general feedback"],
  ["// [id:a] [tag:b]\n", "comments"],
  ["<b ", "tags"],
  ["a\t   ", "white space"],
  ["[html]", "formats"],
  ["%50%", "weights"],
  ["$CATEGORY: a\n", "categories"],
])(
  "takes time in proportion to the text: %j (%s)",
  (unit) => {
    const quietest = (bytes: number) => {
      const long = unit.repeat(Math.ceil(bytes / unit.length));
      const texts = [long, `Q {=${long}`, `Q {=${long}}`, `Q {#${long}}`, `[html]${long} {T}`];
      return quietestTime(() => texts.forEach(read));
    };
    quietest(10_000);
    const [half, whole] = [quietest(20_000), quietest(40_000)];
    expect(whole).toBeLessThan(Math.max(half, 40) * 4);
  },
  60_000,
);
