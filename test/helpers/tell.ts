import type { EventName, EventPayload, Fact } from "#app/events.ts";
import { observed as known } from "#jobs/observed.ts";
import type { Observed } from "#app/modules/notifications/kinds/contract.server.ts";
import { tell } from "#app/modules/notifications/tell.server.ts";

/** Tells people of a fact, as the worker does. */
export async function tellOf<E extends EventName>(
  name: E,
  payload: EventPayload<E>,
  { at, observed = known }: { at?: Date; observed?: Partial<Observed> } = {},
): Promise<void> {
  await tell({ name, payload } as Fact, { ...known, ...observed }, { at });
}
