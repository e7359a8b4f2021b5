import { describe, expect, it } from "vitest";
import { languages } from "#app/i18n/languages.ts";
import { hasShortTitle, roadOf, shortTitle } from "#app/i18n/short-titles.ts";
import { translatorFor } from "#app/i18n/t.server.ts";
import data from "#prisma/seed/open-roadmap.json" with { type: "json" };

const codes = data.outputs.flatMap(({ code, activities }) => [{ code, title: code }, ...activities]);

describe.each(languages)("short titles in %s", (language) => {
  const t = translatorFor(language);

  it("name every output and activity whose wording is known, in six words at most, each otherwise", () => {
    const known = codes.filter(({ title }) => title !== null).map(({ code }) => shortTitle(code, t));
    expect(known).toHaveLength(22);
    expect(new Set(known).size).toBe(22);
    for (const title of known) {
      expect(title.split(/\s+/).length, title).toBeLessThanOrEqual(6);
      expect(title.length, title).toBeLessThanOrEqual(42);
    }
  });

  it("invent nothing where the wording is unknown", () => {
    const unknown = codes.filter(({ title }) => title === null).map(({ code }) => code);
    expect(unknown).toEqual(["5.2", "5.3", "5.4"]);
    for (const code of [...unknown, "9.9", "__proto__"]) {
      expect(hasShortTitle(code)).toBe(false);
      expect(shortTitle(code, t)).toBe(t("ui.activity.unknown"));
    }
  });
});

it("an activity stands on the road of its output", () => {
  expect([roadOf("1.2"), roadOf("5")]).toEqual(["1", "5"]);
});
