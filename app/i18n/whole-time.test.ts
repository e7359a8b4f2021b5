import { describe, expect, it } from "vitest";
import { formatFor } from "#app/i18n/format.ts";
import { wholeTime } from "#app/lib/written-dates.ts";

describe("a time at the end of a line", () => {
  const at = new Date("2026-11-30T02:15:00Z");

  it("keeps the half of the day with its clock in Arabic", () => {
    const format = formatFor("ar", "UTC");
    expect(format.time(at)).toBe("2:15\u00A0ص");
    expect(format.dateTime(at)).toBe("30 نوفمبر 2026 في 2:15\u00A0ص");
  });

  it("keeps both ends of a range together, and leaves other text alone", () => {
    expect(wholeTime("2:15–4:15 م، UTC")).toBe("2:15\u2060–\u20604:15\u00A0م، UTC");
    expect(wholeTime("30 من أصل 40، و5 مواضيع")).toBe("30 من أصل 40، و5 مواضيع");
    expect(formatFor("en", "UTC").time(at)).not.toContain("\u2060");
  });
});
