import { expect, test } from "vitest";
import { jobs, type JobName } from "#app/jobs.ts";
import { subscribers } from "#jobs/subscribers.ts";

test("every subscription names a job, once per event", () => {
  for (const names of Object.values(subscribers) as (readonly JobName[])[]) {
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(jobs).toHaveProperty([name]);
  }
});
