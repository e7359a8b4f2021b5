import { expect, test } from "vitest";
import { jobs } from "#app/jobs.ts";
import { processors } from "#jobs/processors.ts";

test("every job has a processor, and every processor a job", () => {
  expect(Object.keys(processors).sort()).toEqual(Object.keys(jobs).sort());
});
