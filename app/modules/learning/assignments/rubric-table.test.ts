import { describe, expect, it } from "vitest";
import { changeTable, fieldsOf, readTable, type RubricTable, tableOf } from "./rubric-table.ts";

const level = (points: number, title: string) => ({ points, title: { en: title }, explanation: {} });
const table = tableOf(
  [
    { key: "clear", title: { en: "Clear" }, description: {}, levels: [level(0, "No"), level(5, "Yes")] },
    { key: "true", title: { en: "True", fr: "Vrai" }, description: {}, levels: [level(0, "No")] },
  ],
  "en",
);
const titles = (changed: RubricTable | null) => changed?.map(({ title }) => title);
const points = (changed: RubricTable | null) => changed?.[0]!.levels.map((one) => one.points);

describe("the table of a rubric", () => {
  it("comes back from a form as it was sent", () => {
    const fields = fieldsOf(table);
    expect(readTable((name) => fields[name]?.[0])).toEqual(table);
    expect(readTable(() => undefined)).toEqual([]);
  });

  it("changes its shape by its buttons, and by nothing else", () => {
    expect(titles(changeTable(table, "up-1"))).toEqual(["True", "Clear"]);
    expect(titles(changeTable(table, "down-0"))).toEqual(["True", "Clear"]);
    expect(titles(changeTable(table, "up-0"))).toEqual(["Clear", "True"]);
    expect(titles(changeTable(table, "remove-0"))).toEqual(["True"]);
    expect(titles(changeTable(table, "remove-9"))).toEqual(["Clear", "True"]);
    expect(points(changeTable(table, "on-0-0"))).toEqual(["5", "0"]);
    expect(points(changeTable(table, "back-0-1"))).toEqual(["5", "0"]);
    expect(points(changeTable(table, "drop-0-0"))).toEqual(["5"]);
    expect(points(changeTable(table, "level-0"))).toEqual(["0", "5", ""]);
    for (const other of ["save", "", "remove", "up-x"])
      expect(titles(changeTable(table, other)) ?? ["Clear", "True"]).toEqual(["Clear", "True"]);
    expect(changeTable(table, "save")).toBeNull();
  });

  it("begins a new criterion with the scale of the last one", () => {
    expect(changeTable(table, "add")!.at(-1)).toEqual({
      key: "",
      title: "",
      description: "",
      levels: [{ was: "", points: "0", title: "No", explanation: "" }],
    });
    expect(points(changeTable([], "add"))).toEqual(["0", "1", "2"]);
  });
});
