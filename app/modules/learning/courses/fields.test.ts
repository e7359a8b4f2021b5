import { describe, expect, it } from "vitest";
import { z } from "zod";
import { parseFields } from "#app/http/parse-fields.ts";
import { isAppError } from "#app/infra/app-error.ts";
import { optionalNumber, typedNumber } from "./fields.ts";

const percent = z.object({ percent: typedNumber({ min: 0, max: 100, decimals: 2 }) });
const read = (typed: string) => parseFields(percent, { percent: [typed] }).percent;

function refusalOf(work: () => unknown) {
  try {
    work();
  } catch (error) {
    if (isAppError(error)) return error.details.fields?.percent;
    throw error;
  }
  return null;
}

describe("a number that staff types", () => {
  it.each([
    ["87", 87],
    [" 87,5 ", 87.5],
    ["87.5", 87.5],
    ["٨٧٫٥", 87.5],
    ["८७", 87],
    ["1/2", 0.5],
    ["0", 0],
    ["100", 100],
  ])("%j is %d", (typed, value) => {
    expect(read(typed)).toBe(value);
  });

  it.each(["abc", "101", "-1", "87.555", "1e99", "٨٧ كم", "Infinity", "NaN"])(
    "%j is refused with the range",
    (typed) => {
      expect(refusalOf(() => read(typed))).toMatchObject({ code: "error.field.number", values: { min: 0, max: 100 } });
    },
  );

  it("is asked for when it is missing, and may be left empty where that means something", () => {
    expect(refusalOf(() => read("  "))).toMatchObject({ code: "error.field.required" });
    const seats = z.object({ seats: optionalNumber({ min: 1, max: 10 }), left: optionalNumber({ min: 0, max: 9 }, 0) });
    expect(parseFields(seats, { seats: [""], left: [" "] })).toEqual({ seats: null, left: 0 });
    expect(parseFields(seats, { seats: ["3", "4"] })).toEqual({ seats: 3, left: 0 });
    expect(() => parseFields(seats, { seats: ["2.5"] })).toThrow("error.form");
  });
});
