import { describe, expect, it } from "vitest";
import { groupBy, type ReportPerson, sumUp } from "./report.ts";

const person = (country: string, institution: string | null, percent: number): ReportPerson => ({
  country,
  institution,
  percent,
  hasCompleted: percent === 100,
  hasBegun: percent > 0,
});
const people = [
  person("SN", "Ministry of Culture", 100),
  person("SN", "ministry  of culture ", 50),
  person("VN", null, 0),
  person("PE", "Regulator", 25),
];

describe("a report", () => {
  it("sums up everybody", () => {
    expect(sumUp(people)).toEqual({ key: "", people: 4, begun: 3, completed: 1, percent: 43 });
    expect(sumUp([])).toEqual({ key: "", people: 0, begun: 0, completed: 0, percent: 0 });
  });

  it("has a row for each country, most people first", () => {
    expect(groupBy(people, "country").map(({ key, people: count, percent }) => [key, count, percent])).toEqual([
      ["SN", 2, 75],
      ["PE", 1, 25],
      ["VN", 1, 0],
    ]);
  });

  it("takes an institution for the same however it is typed, and says who named none", () => {
    expect(groupBy(people, "institution").map(({ key, people: count }) => [key, count])).toEqual([
      ["Ministry of Culture", 2],
      ["", 1],
      ["Regulator", 1],
    ]);
  });
});
