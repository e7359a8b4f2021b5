import { notFound } from "#app/infra/app-error.ts";
import { env } from "#app/infra/env.server.ts";

/**
 * Kept mail is shown in the embedded default only, and on this machine only: it holds links that open accounts. Anywhere else
 * the pages do not exist (404).
 */
export function keptMailOpen({ isFromThisMachine }: { isFromThisMachine: boolean }): void {
  if (!env().EMBEDDED || env().SMTP_URL || !isFromThisMachine) throw notFound();
}
