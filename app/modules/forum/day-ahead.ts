import { fieldError } from "#app/infra/app-error.ts";
import { readLocalTime } from "#app/lib/local-time.ts";
import type { MessageKey } from "#app/i18n/catalogues/en.ts";

type Ask = { zone: string; at: Date; refusal: MessageKey };

/** The moment at which a day ("2027-01-31") begins in a zone. Throws 400 with `refusal` at the field "until" when it has begun already. */
export function dayAhead(date: string, { zone, at, refusal }: Ask): Date {
  const begins = readLocalTime(`${date}T00:00`, zone)?.at;
  if (!begins || begins <= at) throw fieldError("until", refusal);
  return begins;
}
