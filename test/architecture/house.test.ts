import path from "node:path";
import { describe, expect, it } from "vitest";
import { debts } from "./debts.ts";
import { production, readHouse } from "./reader/house.ts";
import { rules } from "./rules/index.ts";
import { tidy } from "./rules/rule.ts";

const house = readHouse(path.resolve(import.meta.dirname, "../.."));

describe("the house", () => {
  it("is looked at as a whole", () => {
    expect(production(house).length).toBeGreaterThan(500);
    expect(house.imports.length).toBeGreaterThan(2000);
  });

  it("owes nothing that no rule asks for", () => {
    const names = rules.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(Object.keys(debts).filter((name) => !names.includes(name))).toEqual([]);
  });

  it.each(rules)("keeps: $name", ({ name, find }) => {
    const owed = debts[name] ?? [];
    const found = tidy(find(house));
    const fresh = found.filter(({ line }) => !owed.includes(line));
    const paid = owed.filter((line) => !found.some((one) => one.line === line));
    expect({
      breaches: fresh.map(({ line, at, why }) => `${at}: ${line}${why ? ` (${why})` : ""}`),
      "take the line out of debts.ts": paid,
    }).toEqual({ breaches: [], "take the line out of debts.ts": [] });
    expect(owed).toEqual([...owed].sort());
  });
});
