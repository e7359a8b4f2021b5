import { notFound } from "#app/infra/app-error.ts";
import { env } from "#app/infra/env.server.ts";

/** Kept mail is shown in the embedded default only; anywhere else the pages do not exist (404). */
export function keptMailOpen(): void {
  if (!env().EMBEDDED || env().SMTP_URL) throw notFound();
}
