import { dispatchEvent } from "#jobs/dispatch.ts";
import type { Processors } from "#app/jobs.ts";

export const infra = {
  "infra.dispatch_event": ({ eventId }) => dispatchEvent(eventId),
} satisfies Partial<Processors>;
