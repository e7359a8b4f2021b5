import type { Processors } from "#app/jobs.ts";
import { accounts } from "#jobs/processors/accounts.ts";
import { certificates } from "#jobs/processors/certificates.ts";
import { forum } from "#jobs/processors/forum.ts";
import { infra } from "#jobs/processors/infra.ts";
import { learning } from "#jobs/processors/learning.ts";
import { mail } from "#jobs/processors/mail.ts";
import { moderation } from "#jobs/processors/moderation.ts";
import { search } from "#jobs/processors/search.ts";
import { notifications } from "#jobs/processors/notifications.ts";

/** Each job's processor. The compiler names a job that has none. */
export const processors: Processors = {
  ...infra,
  ...mail,
  ...accounts,
  ...forum,
  ...learning,
  ...certificates,
  ...moderation,
  ...notifications,
  ...search,
};
