import { jobs, type JobName, type JobPayload } from "#app/jobs.ts";
import { accounts } from "#jobs/processors/accounts.ts";
import { certificates } from "#jobs/processors/certificates.ts";
import { infra } from "#jobs/processors/infra.ts";
import { learning } from "#jobs/processors/learning.ts";
import { mail } from "#jobs/processors/mail.ts";
import { notifications } from "#jobs/processors/notifications.ts";
import { webinars } from "#jobs/processors/webinars.ts";

/** Each job's processor: one call of a module function. It may run twice for one job. */
export type Processors = { [N in JobName]: (payload: JobPayload<N>) => Promise<unknown> };

export const processors: Partial<Processors> = {
  ...infra,
  ...mail,
  ...accounts,
  ...learning,
  ...certificates,
  ...notifications,
  ...webinars,
};

/** The jobs that nobody carries out. Empty in a complete product; the worker complains about each at start. */
export function missingProcessors(): JobName[] {
  return (Object.keys(jobs) as JobName[]).filter((name) => !processors[name]);
}
