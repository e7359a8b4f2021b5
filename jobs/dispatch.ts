import type { EventName } from "#app/events.ts";
import { logger } from "#app/infra/logger.server.ts";
import { dispatchWaiting, type RecordedEvent } from "#app/infra/outbox.server.ts";
import { enqueueAll, type Entry } from "#app/infra/queue.server.ts";
import type { JobName } from "#app/jobs.ts";
import { kindsToldOf } from "#app/modules/notifications/tell.server.ts";
import { subscribers } from "#jobs/subscribers.ts";
import { carryOutTogether, isDoneTogether } from "#jobs/together.ts";

/**
 * Turns an event, and those that wait with it, into the jobs that follow from them; short ones are carried out here, for all
 * events at once.
 */
export async function dispatchEvent(eventId: string, lease: { leaseSeconds?: number } = {}): Promise<void> {
  await dispatchWaiting(BigInt(eventId), fanOut, lease);
}

/**
 * The ids of jobs are made of the event's number, so that a fan-out that is repeated (the worker died before it could note
 * success) adds no second job.
 */
async function fanOut(events: RecordedEvent[]): Promise<void> {
  const entries = events.flatMap(({ id, name, payload }) =>
    jobsAfter(name, payload).map((entry) => ({ ...entry, jobId: `event-${id}-${entry.name}`, remember: true })),
  );
  // First what may be waited for longer.
  await enqueueAll(entries.filter((entry) => !isDoneTogether(entry)));
  const short = entries.filter(isDoneTogether);
  for (const name of new Set(short.map((entry) => entry.name))) {
    const some = short.filter((entry) => entry.name === name);
    try {
      await carryOutTogether(
        name,
        some.map(({ payload }) => payload),
      );
    } catch (error) {
      logger().warn(
        { err: error, job: name, events: some.length },
        "jobs failed together and are asked for one by one",
      );
      await enqueueAll(some);
    }
  }
}

/** The jobs that follow from a fact; none from a name that this version does not know any more. */
export function jobsAfter(name: EventName, payload: unknown): Entry[] {
  const names: readonly JobName[] = subscribers[name] ?? [];
  const entries = names.map((job) => ({ name: job, payload }) as Entry);
  if (kindsToldOf(name).length > 0) entries.push({ name: "notifications.tell", payload: { name, payload } } as Entry);
  return entries;
}
