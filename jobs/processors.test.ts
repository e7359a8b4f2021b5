import { expect, test } from "vitest";
import { missingProcessors } from "#jobs/processors.ts";

test("every job has a processor", () => {
  expect(missingProcessors()).toEqual([]);
});
