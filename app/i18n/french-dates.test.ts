import { describe, expect, it } from "vitest";
import { asWritten } from "#app/lib/written-dates.ts";
import { formatFor } from "#app/i18n/format.ts";

const at = new Date("2026-07-01T09:05:00Z");

describe("dates of French", () => {
  it("say the first of a month and hours as an office writes them", () => {
    const format = formatFor("fr", "UTC");
    expect(format.date(at)).toBe("1er juillet 2026");
    expect(format.time(at)).toBe("9\u00a0h\u00a005");
    expect(format.dateTime(at)).toBe("1er juillet 2026 à 9\u00a0h\u00a005");
    expect(format.date(new Date("2026-07-11T00:00:00Z"))).toBe("11 juillet 2026");
  });

  it("leave other languages, and ranges their two times", () => {
    expect(formatFor("en", "UTC").time(at)).toBe("09:05");
    expect(asWritten(undefined, "09:05")).toBe("09:05");
    expect(asWritten("fr", "lundi 30 novembre 2026, 01:15 – 13:15")).toBe(
      "lundi 30 novembre 2026, 1\u00a0h\u00a015 – 13\u00a0h\u00a015",
    );
  });
});
