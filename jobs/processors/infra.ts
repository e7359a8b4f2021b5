import { dispatchEvent } from "#jobs/dispatch.ts";
import type { Processors } from "#jobs/processors.ts";
import { runSweeps } from "#jobs/schedule.ts";

export const infra: Partial<Processors> = {
  "infra.dispatch_event": ({ eventId }) => dispatchEvent(eventId),
  "infra.sweep": () => runSweeps(),
};
