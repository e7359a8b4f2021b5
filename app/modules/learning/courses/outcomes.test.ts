import { describe, expect, it } from "vitest";
import { outcomeLines, tidyOutcomes } from "./outcomes.ts";

const lines = (typed: string) => outcomeLines({ text: tidyOutcomes(typed), language: "en" });

describe("what people will be able to do", () => {
  it("is one outcome a line, however it was typed", () => {
    expect(lines("Map your sectors\r\n- Invite a  national team\n\n  * Choose measures  \r• Say who pays")).toEqual([
      "Map your sectors",
      "Invite a national team",
      "Choose measures",
      "Say who pays",
    ]);
  });

  it("keeps the signs that belong to the words", () => {
    expect(lines("-5 degrees\nRead a re-\n*bold*")).toEqual(["-5 degrees", "Read a re-", "*bold*"]);
  });

  it("is nothing when nothing was said", () => {
    expect(lines("")).toEqual([]);
    expect(lines(" \n - \n*")).toEqual([]);
  });
});
