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
