import { describe, expect, test } from "vitest";
import { createTranslate } from "#app/i18n/translator.ts";

const t = createTranslate<string>("en", {
  plain: "Good morning",
  named: "{name} wrote to {other}: {name}!",
  quoted: "It''s {name}",
  counted: "{count, plural, =0 {nothing} one {# reply} other {# replies}}",
  mixed: "{name} has {count, plural, one {# reply} other {# replies}}",
  money: "{share, number, percent} of {name}",
});

describe("t", () => {
  test("gives back what it does not know, and what says nothing", () => {
    expect([t("no.such"), t("plain")]).toEqual(["no.such", "Good morning"]);
  });

  test("names things, also with signs that mean something in a message", () => {
    expect(t("named", { name: "{other}", other: "'#'" })).toBe("{other} wrote to '#': {other}!");
    expect(t("named", { name: 7, other: "Bo" })).toBe("7 wrote to Bo: 7!");
    expect(t("quoted", { name: "Bo" })).toBe("It's Bo");
  });

  test("counts, again and again, each count for itself", () => {
    for (const _ of [1, 2]) {
      expect([0, 1, 2, 1000].map((count) => t("counted", { count }))).toEqual([
        "nothing",
        "1 reply",
        "2 replies",
        "1,000 replies",
      ]);
    }
    for (let count = 2; count < 500; count++) expect(t("counted", { count })).toBe(`${count} replies`);
    expect(t("mixed", { name: "Awa", count: 1 })).toBe("Awa has 1 reply");
    expect(t("mixed", { name: "Bo", count: 1 })).toBe("Bo has 1 reply");
    expect(t("money", { share: 0.5, name: "Bo" })).toBe("50% of Bo");
  });

  test("does not pass over a value that is missing", () => {
    expect(() => t("named", { name: "Awa" })).toThrow(/other/);
    expect(() => t("counted")).toThrow(/count/);
  });
});

describe("what a sentence is filled with", () => {
  const messages = {
    wrote: "كتب {name} في {place}",
    chosen: "{kind, select, topic {موضوع {name}} other {رد {name}}} {count, plural, one {#} other {#}}",
    linked: "الإعدادات: {address}",
  };
  const ar = createTranslate<string>("ar", messages);

  test("keeps its order in a sentence that runs another way", () => {
    expect(ar("wrote", { name: "Awa", place: "7.CP 13" })).toBe("كتب \u2068Awa\u2069 في \u20687.CP 13\u2069");
    expect(ar("wrote", { name: "ليلى", place: "\u2068Dakar\u2069" })).toBe("كتب ليلى في \u2068Dakar\u2069");
    expect(t("named", { name: "ليلى", other: "Bo" })).toBe("\u2068ليلى\u2069 wrote to Bo: \u2068ليلى\u2069!");
  });

  test("still chooses words and counts, and an address has no sign beside it", () => {
    expect(ar("chosen", { kind: "topic", name: "Awa", count: 1 })).toBe("موضوع \u2068Awa\u2069 1");
    expect(ar("linked", { address: "https://example.org/me" })).toBe("الإعدادات: https://example.org/me");
    expect(ar("linked", { address: "awa@example.org" })).toBe("الإعدادات: awa@example.org");
  });
});
