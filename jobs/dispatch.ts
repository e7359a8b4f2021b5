import { dispatchOnce, type RecordedEvent } from "#app/infra/outbox.server.ts";
import { enqueueAll, type Entry } from "#app/infra/queue.server.ts";
import { subscribers } from "#jobs/subscribers.ts";

/**
 * Turns one event into the jobs of its subscribers. Their ids are made of the event's number, so that a fan-out that is
 * repeated (the worker died before it could note success) adds no second job.
 */
export async function dispatchEvent(eventId: string, lease: { leaseSeconds?: number } = {}): Promise<void> {
  const fanOut = async (event: RecordedEvent) => {
    // A name that this build no longer knows has no subscribers.
    const names = subscribers[event.name] ?? [];
    await enqueueAll(
      names.map(
        (name) => ({ name, payload: event.payload, jobId: `event-${eventId}-${name}`, remember: true }) as Entry,
      ),
    );
  };
  await dispatchOnce(BigInt(eventId), fanOut, lease);
}
