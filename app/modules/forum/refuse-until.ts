import type { MessageKey } from "#app/i18n/catalogues/en.ts";
import { AppError } from "#app/infra/app-error.ts";

/** Throws 429 with `code` and the seconds to wait, unless `pause` seconds have gone by since; undefined: nothing to wait for. */
export function refuseUntil(since: Date | undefined, pause: number, at: Date, code: MessageKey): void {
  if (!since) return;
  const wait = pause - (at.getTime() - since.getTime()) / 1000;
  if (wait > 0) throw new AppError(code, 429, { values: { seconds: Math.min(pause, Math.ceil(wait)) } });
}
