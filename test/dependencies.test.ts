import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

type Manifest = { dependencies: Record<string, string>; devDependencies: Record<string, string> };

const { dependencies, devDependencies } = JSON.parse(readFileSync("package.json", "utf8")) as Manifest;
const [, running = "", fonts = "", building = "", checking = ""] = readFileSync(
  "docs/decisions/dependencies.md",
  "utf8",
).split("\n## ");

/** The rows of the table in a section: the package and what is said of it. */
function rowsOf(section: string): { name: string; said: string[] }[] {
  return section.split("\n").flatMap((line) => {
    const [, name, rest] = /^\| `([^`]+)` +\|(.*)\|$/.exec(line) ?? [];
    return name ? [{ name, said: rest!.split("|").map((cell) => cell.trim()) }] : [];
  });
}

const namesIn = (section: string) => rowsOf(section).map(({ name }) => name);

describe("the page of dependencies", () => {
  test("has a row for each package, and a package for each row", () => {
    expect([running, fonts, building].flatMap(namesIn).sort()).toEqual(Object.keys(dependencies).sort());
    expect(namesIn(checking).sort()).toEqual(Object.keys(devDependencies).sort());
  });

  test.each([running, fonts, building, checking])("says something in every cell, and counts (%#)", (section) => {
    const rows = rowsOf(section);
    for (const { name, said } of rows) expect(said.every(Boolean), name).toBe(true);
    expect(section.split("\n", 1)[0]).toMatch(new RegExp(`: ${rows.length}$`));
  });
});

test("every version is exact", () => {
  for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies }))
    expect(version, name).toMatch(/^\d+\.\d+\.\d+[\w.-]*$/);
});
