import { describe, expect, it } from "vitest";
import { environmentEvasions } from "./evasions/environment.ts";
import { breaches, build } from "./evasions/fixture.ts";
import { grantedEvasions } from "./evasions/granted.ts";
import { hiddenImports } from "./evasions/hidden-imports.ts";
import { disorder } from "./evasions/order.ts";
import { storeEvasions } from "./evasions/stores.ts";
import { foreignTables } from "./evasions/tables.ts";
import { breachedWalls } from "./evasions/walls.ts";
import { resolvedImports } from "./rules/imports.ts";

// Each evasion is caught, and its clean twin passes. All in one file, so that the compiler is loaded once.
const all = Object.entries({
  ...hiddenImports,
  ...storeEvasions,
  ...environmentEvasions,
  ...foreignTables,
  ...breachedWalls,
  ...disorder,
  ...grantedEvasions,
});

describe.each(all)("%s", (_, evasions) => {
  it.each(evasions)("is caught: $name", ({ rule, files, caught, twin }) => {
    expect(breaches(rule, files)).toEqual(caught);
    expect(breaches(rule, twin)).toEqual([]);
  });
});

it("catches a symbolic link, which gives a file a second name", () => {
  const read = () => build({}, ({ files }) => files.length, { "app/lib/link.ts": "../infra/db.server.ts" });
  expect(read).toThrow(/symbolic link/);
});

it("names the file and the line", () => {
  const files = { "app/lib/loader.ts": "// one\n\nimport(\n  name);" };
  const found = build(files, (house) => resolvedImports.find(house));
  expect(found).toEqual([
    { line: "app/lib/loader.ts -> ?", at: "app/lib/loader.ts:4", why: "its name is made at run time" },
  ]);
});
