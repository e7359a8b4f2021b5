import { disconnectSessions } from "#app/infra/realtime.server.ts";
import type { Processors } from "#jobs/processors.ts";

export const accounts: Partial<Processors> = {
  "accounts.push_sign_out": ({ sessionIds }) => disconnectSessions(sessionIds),
};
