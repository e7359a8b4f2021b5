import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { putSlowestFirst, slowestFiles } from "#test/setup/slowest-first.ts";

test("the slowest files start first, the others in the order in which they come", () => {
  const [slowest, second] = slowestFiles as [string, string];
  const files = ["app/b.test.ts", second, "app/a.test.ts", slowest];
  expect(putSlowestFirst(files, (file) => file)).toEqual([slowest, second, "app/b.test.ts", "app/a.test.ts"]);
});

test.each(slowestFiles)("%s is there", (file) => {
  expect(existsSync(file)).toBe(true);
});
