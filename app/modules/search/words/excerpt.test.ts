import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { excerptOf } from "./excerpt.ts";
import { parseQuery } from "./parse-query.ts";

const marked = (text: string, query: string) =>
  excerptOf(text, parseQuery(query))
    .filter(({ isMarked }) => isMarked)
    .map((piece) => piece.text);

describe("an excerpt", () => {
  test.each([
    ["Il faut empêcher la copie.", "empecher", ["empêcher"]],
    ["Les bibliothèques prêtent.", "bibliothèque", ["bibliothèques"]],
    ["تدعم الوزارةُ المكتبات الرقميّة.", "مكتبات رقميه", ["المكتبات", "الرقميّة"]],
    ["平台应当支持互联网文化和本地内容。", "互联网文化", ["互联网文化"]],
    ["The roadmap was adopted.", "roadm", ["roadmap"]],
    ["The national roadmap was adopted.", "feuille de route nationale", ["national", "roadmap"]],
    ["Nothing of the kind.", "the quota", []],
  ])("of “%s” marks for “%s”", (text, query, expected) => expect(marked(text, query)).toEqual(expected));

  it("is where most of what was looked for stands together", () => {
    const filler = "Some other words of no interest. ".repeat(40);
    const pieces = excerptOf(
      `${filler}A quota alone. ${filler}A quota for local music. ${filler}`,
      parseQuery("quota music "),
      120,
    );
    expect(pieces.map(({ text }) => text).join("")).toContain("quota for local music");
    expect(pieces[0]!.text).toBe("…");
    expect(pieces.at(-1)!.text).toBe("…");
  });

  it("is a bounded part of any text", () => {
    const query = parseQuery("quota 文化 الثقافة été");
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 2_000 }),
        fc.integer({ min: 20, max: 300 }),
        (text, length) => {
          const said = excerptOf(text, query, length)
            .map((piece) => piece.text)
            .join("");
          expect(said.length).toBeLessThanOrEqual(length + 3);
          expect(said).not.toMatch(/\p{Surrogate}|\p{Cc}/u);
        },
      ),
    );
  });

  it("takes a long text in its stride", () => {
    const begun = Date.now();
    excerptOf("quota للثقافة 文化 ".repeat(20_000), parseQuery("quota ثقافة 文化"), 240);
    expect(Date.now() - begun).toBeLessThan(2_000);
  });
});
