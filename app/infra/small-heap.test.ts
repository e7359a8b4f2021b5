import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";

test("a heap that is kept small holds less garbage than one that is not", () => {
  const peakOf = (how: string) => {
    const args = ["--import", "tsx", "app/infra/small-heap.fixture.ts", how];
    return Number.parseInt(execFileSync(process.execPath, args, { encoding: "utf8" }), 10);
  };
  expect(peakOf("small")).toBeLessThan(0.75 * peakOf("as it is"));
});
