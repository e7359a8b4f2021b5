import type { EventName, EventPayload, Fact } from "#app/events.ts";
import { getIssuedFacts } from "#app/modules/certificates/find-certificate.server.ts";
import type { Observed } from "#app/modules/notifications/kinds/contract.server.ts";
import { tell } from "#app/modules/notifications/tell.server.ts";

/** Tells people of a fact, as the worker does. */
export async function tellOf<E extends EventName>(
  name: E,
  payload: EventPayload<E>,
  { at, observed = { certificate: getIssuedFacts } }: { at?: Date; observed?: Observed } = {},
): Promise<void> {
  await tell({ name, payload } as Fact, observed, { at });
}
