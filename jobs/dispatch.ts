import type { EventName } from "#app/events.ts";
import { dispatchOnce, type RecordedEvent } from "#app/infra/outbox.server.ts";
import { enqueueAll, type Entry } from "#app/infra/queue.server.ts";
import type { JobName } from "#app/jobs.ts";
import { kindsToldOf } from "#app/modules/notifications/tell.server.ts";
import { subscribers } from "#jobs/subscribers.ts";

/**
 * Turns one event into the jobs that follow from it. Their ids are made of the event's number, so that a fan-out that is
 * repeated (the worker died before it could note success) adds no second job.
 */
export async function dispatchEvent(eventId: string, lease: { leaseSeconds?: number } = {}): Promise<void> {
  const fanOut = async (event: RecordedEvent) => {
    const entries = jobsAfter(event.name, event.payload);
    await enqueueAll(entries.map((entry) => ({ ...entry, jobId: `event-${eventId}-${entry.name}`, remember: true })));
  };
  await dispatchOnce(BigInt(eventId), fanOut, lease);
}

/** The jobs that follow from a fact; none from a name that this version does not know any more. */
export function jobsAfter(name: EventName, payload: unknown): Entry[] {
  const names: readonly JobName[] = subscribers[name] ?? [];
  const entries = names.map((job) => ({ name: job, payload }) as Entry);
  if (kindsToldOf(name).length > 0) entries.push({ name: "notifications.tell", payload: { name, payload } } as Entry);
  return entries;
}
