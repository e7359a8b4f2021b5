import { endCasesOfReopened } from "#app/modules/moderation/cases/end-reopened.server.ts";
import type { Processors } from "#app/jobs.ts";

export const moderation = {
  "moderation.end_reopened": endCasesOfReopened,
} satisfies Partial<Processors>;
