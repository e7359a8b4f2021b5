import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { parseQuery } from "./parse-query.ts";
import { queryLimits, type SearchQuery } from "./query.ts";

const shape = ({ terms }: SearchQuery) =>
  terms.map(({ text, isPhrase, isExcluded }) => `${isExcluded ? "-" : ""}${isPhrase ? `"${text}"` : text}`);
const codes = (text: string) => parseQuery(text).problems.map(({ code }) => code);
const words = (text: string) => parseQuery(text).terms.flatMap(({ parts }) => parts.map((part) => part.words));

describe("words, phrases and what is kept out", () => {
  test.each([
    ["quotas radio", ["quotas", "radio"]],
    ['"droit d’auteur" -cinéma', ['"droit d’auteur"', "-cinéma"]],
    ['musique -"fonds de soutien"', ["musique", '-"fonds de soutien"']],
    ["«خريطة الطريق» فنون", ['"خريطة الطريق"', "فنون"]],
    ["“local content” 「本地内容」", ['"local content"', '"本地内容"']],
    ["e-commerce a-b -c", ["e-commerce", "a-b", "-c"]],
    ["https://example.org/policy", ["https://example.org/policy"]],
  ])("%s", (text, expected) => expect(shape(parseQuery(text))).toEqual(expected));

  it("takes the last word for the beginning of one, until a space follows", () => {
    const beginnings = (text: string) => parseQuery(text).terms.at(-1)!.parts.at(-1)!.beginnings;
    expect(beginnings("national roadm")).toEqual(["roadm"]);
    expect(beginnings("national roadm ")).toEqual([]);
    expect(beginnings("ro")).toEqual([]);
    expect(beginnings("الثقاف")).toEqual(["ثقاف"]);
    expect(beginnings("文化政")).toEqual(["政"]);
  });

  it("takes signs of Chinese for words and each word for its pairs", () => {
    expect(words("互联网文化")).toEqual(["互联 联网", "文化"]);
    expect(words("“互联网文化”")).toEqual(["互联 联网 网文 文化"]);
    expect(words("AI翻译")).toEqual(["ai", "翻译"]);
  });

  it("knows words with signs and figures", () => {
    expect(words("5G C++ l'UNESCO women’s 1.2 10,000 2005 ٢٠٠٥ e-commerce")).toEqual([
      "5g",
      "cplusplus",
      "unesco",
      "womens".slice(0, 5),
      "1 2",
      "10000",
      "2005",
      "2005",
      "e commerce",
    ]);
    expect(words("https://www.example.org/culture-policy?id=3")).toEqual(["example org culture policy id 3"]);
  });
});

describe("filters", () => {
  it("are read in English, French and Arabic", () => {
    const { filters, terms, problems } = parseQuery(
      'in:music by:"Ana Pérez" tag:ia lang:français kind:Topic before:2025 after:2024-03 quota',
    );
    expect(filters).toEqual({
      in: ["music"],
      by: ["Ana Pérez"],
      tag: ["ia"],
      lang: ["fr"],
      kind: ["topic"],
      before: "2025-01-01",
      after: "2024-03-01",
    });
    expect(terms.map(({ text }) => text)).toEqual(["quota"]);
    expect(problems).toEqual([]);
    expect(parseQuery("dans:musique par:ana étiquette:ia langue:العربية avant:31/12/2025").filters).toMatchObject({
      in: ["musique"],
      by: ["ana"],
      tag: ["ia"],
      lang: ["ar"],
      before: "2025-12-31",
    });
    expect(parseQuery("في:الموسيقى بقلم:سعاد لغة:العربية بعد:2024").filters).toMatchObject({
      in: ["الموسيقى"],
      by: ["سعاد"],
      lang: ["ar"],
      after: "2024-01-01",
    });
  });

  test.each([
    ["before:99999 quota", "impossible-date"],
    ["before:2025-02-30", "impossible-date"],
    ["after:yesterday", "impossible-date"],
    ["author:ana", "unknown-filter"],
    ["by: ana", "empty-filter"],
    ["-by:ana quota", "excluded-filter"],
    ['"local content', "unclosed-quote"],
    ["&& || !! -- ()", "only-operators"],
    ['""', "only-operators"],
    [`${"x".repeat(10_000)}`, "cut"],
    ["a b c d e f g h i j k l m n o p q r", "too-many-words"],
  ])("%s is said to be wrong: %s", (text, code) => expect(codes(text)).toContain(code));

  it("looks for the words of what is no filter", () => {
    expect(words("author:ana")).toEqual(["author ana"]);
    expect(codes("https://example.org mailto:a@example.org quota")).toEqual([]);
  });
});

describe("any text at all", () => {
  const signs = fc.constantFrom(
    ..."\"“«»-:'. \u0000\u200F\u202E\u0640\uD800\uDC00ابأ中文éñйß5+#",
    "in:",
    "before:",
    "99999",
    "👩🏽‍🎨",
    "the",
  );
  const anything = fc.oneof(
    fc.string({ unit: "binary", maxLength: 500 }),
    fc.array(signs, { maxLength: 400 }).map((list) => list.join("")),
  );

  it("is read within bounds and never throws", () => {
    fc.assert(
      fc.property(anything, (text) => {
        const query = parseQuery(text);
        expect(query.terms.length).toBeLessThanOrEqual(queryLimits.terms);
        expect([...query.text].length).toBeLessThanOrEqual(queryLimits.signs);
        expect(JSON.stringify(query.terms)).not.toMatch(/\\u0000|\\ud8|\\udc/i);
        for (const { parts } of query.terms) {
          expect(parts.length).toBeGreaterThan(0);
          for (const part of parts)
            expect(`${part.words} ${part.or.join(" ")} ${part.beginnings.join(" ")}`).toMatch(
              /^[\p{L}\p{N}\p{M}ー々 ]+$/u,
            );
        }
      }),
      { numRuns: 500 },
    );
  });

  it("is read alike when it is what was read", () => {
    fc.assert(
      fc.property(anything, (text) => {
        expect(shape(parseQuery(parseQuery(text).text))).toEqual(shape(parseQuery(text)));
      }),
      { numRuns: 300 },
    );
  });
});
