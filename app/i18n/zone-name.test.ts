import { describe, expect, it } from "vitest";
import { formatFor } from "#app/i18n/format.ts";
import { translatorFor } from "#app/i18n/t.server.ts";
import { isolate } from "#app/lib/isolate.ts";
import { listZones } from "#app/lib/zones.ts";
import { zoneChoices } from "./zone-choices.ts";
import { zonedMoment, zoneName } from "./zone-name.ts";

const winter = new Date("2026-01-12T14:00:00Z");
const summer = new Date("2026-07-12T14:00:00Z");

describe("the name of a zone", () => {
  it.each([
    ["en", "Africa/Dakar", winter, "Dakar time (UTC+0)"],
    ["fr", "Europe/Paris", winter, "heure de Paris (UTC+1)"],
    ["fr", "Europe/Paris", summer, "heure de Paris (UTC+2)"],
    ["fr", "Africa/Cairo", winter, "heure du Caire (UTC+2)"],
    ["fr", "Africa/Algiers", winter, "heure d’Alger (UTC+1)"],
    ["fr", "Africa/Abidjan", winter, "heure d’Abidjan (UTC+0)"],
    ["fr", "America/Havana", winter, "heure de La Havane (UTC−5)"],
    ["fr", "Atlantic/Azores", winter, "heure des Açores (UTC−1)"],
    ["ar", "Africa/Cairo", winter, `توقيت القاهرة (${isolate("UTC+2")})`],
    ["en", "Asia/Calcutta", winter, "Kolkata time (UTC+5:30)"],
    ["en", "Asia/Katmandu", winter, "Kathmandu time (UTC+5:45)"],
    ["en", "Europe/Kiev", winter, "Kyiv time (UTC+2)"],
    ["fr", "Europe/Kyiv", winter, "heure de Kyiv (UTC+2)"],
    ["en", "Asia/Rangoon", winter, "Yangon time (UTC+6:30)"],
    ["en", "Asia/Saigon", winter, "Ho Chi Minh City time (UTC+7)"],
    ["en", "Africa/Asmera", winter, "Asmara time (UTC+3)"],
    ["en", "America/Sao_Paulo", winter, "São Paulo time (UTC−3)"],
    ["en", "America/Indiana/Knox", winter, "Knox, Indiana time (UTC−6)"],
    ["en", "Etc/GMT-3", winter, "UTC+3"],
    ["ar", "UTC", winter, "UTC"],
    ["en", "Etc/UTC", winter, "UTC"],
    ["en", "Mars/Olympus", winter, "UTC"],
  ] as const)("is in %s for %s what people there call it", (language, zone, at, name) => {
    expect(zoneName({ language, zone }, at)).toBe(name);
  });

  it("stands behind a date", () => {
    expect(zonedMoment(formatFor("en", "Africa/Dakar"), winter)).toBe("12 January 2026 at 14:00, Dakar time (UTC+0)");
    expect(zonedMoment(formatFor("fr", "UTC"), winter)).toBe("12 janvier 2026 à 14\u00a0h\u00a000, UTC");
  });
});

describe.each(["en", "fr", "ar"] as const)("the zones to choose from in %s", (language) => {
  const t = translatorFor(language);

  it("begin with UTC, hold every zone once by its name of today, and show no name of a machine", () => {
    const choices = zoneChoices({ language, t, at: winter });
    expect(choices[0]).toEqual({ group: "UTC", zones: [{ value: "UTC", label: "UTC" }] });
    const all = choices.flatMap(({ zones }) => zones);
    const values = all.map(({ value }) => value);
    expect(new Set(values).size).toBe(values.length);
    expect(values.sort()).toEqual(
      listZones()
        .flatMap(({ zones }) => zones)
        .sort(),
    );
    expect(values).toEqual(
      expect.arrayContaining(["Asia/Kolkata", "Europe/Kyiv", "Asia/Ho_Chi_Minh", "Africa/Asmara"]),
    );
    expect(values).not.toEqual(expect.arrayContaining(["Asia/Calcutta"]));
    for (const { label } of all) expect(label).not.toMatch(/_|\w\/\w/);
    if (language === "ar")
      for (const { label } of all.slice(1)) expect(label).toMatch(/^[\p{Script=Arabic}\p{M}\d .،()-]+ \(/u);
  });
});
