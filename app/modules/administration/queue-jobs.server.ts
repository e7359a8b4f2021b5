import { type DeadJob, listDeadJobs, queueHealth, retryDeadJobs } from "#app/infra/queue.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { requireRole } from "#app/modules/accounts/policy.ts";

const jobsShown = 50;

export type JobsView = { waiting: number; active: number; delayed: number; dead: number; failed: DeadJob[] };

/** What the worker has before it, and what it could not do, for administrators. Throws 401 or 403. */
export async function getJobsFor(actor: MaybeActor): Promise<JobsView> {
  requireRole(actor, ["administrator"]);
  return { ...(await queueHealth()), failed: await listDeadJobs(jobsShown) };
}

/** Lets failed jobs be tried again from the start: one, or all of them. Returns how many. Throws 401 or 403. */
export async function retryJobs(actor: MaybeActor, { job }: { job?: string }): Promise<number> {
  requireRole(actor, ["administrator"]);
  return retryDeadJobs(job);
}
