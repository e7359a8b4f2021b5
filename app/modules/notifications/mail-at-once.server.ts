import { composeMail } from "#app/i18n/mail.server.ts";
import type { Tx } from "#app/infra/db.server.ts";
import { env } from "#app/infra/env.server.ts";
import { queueMail } from "#app/infra/mail.server.ts";
import { isolate } from "#app/lib/isolate.ts";
import type { NotificationKind } from "#app/modules/notifications/kinds/names.ts";
import { kindOf } from "#app/modules/notifications/kinds/table.server.ts";
import { wordsFor } from "#app/modules/notifications/labels.server.ts";
import type { Person } from "#app/modules/notifications/person.server.ts";
import { zonedMoment } from "#app/i18n/zone-name.ts";

export type Told = {
  kind: NotificationKind;
  groupKey: string;
  /** Names the mail for ever. */
  key: string;
  title: string;
  startsAt?: string;
  count?: number;
  letters?: string;
  reason?: string;
  path: string;
};

/** Mails a notification whose kind is mailed at once, and notes that; nothing for any other kind. */
export async function mailAtOnce(tx: Tx, person: Person, told: Told, at: Date): Promise<void> {
  const { kind, groupKey, key, title, startsAt, count = 0, letters = "", reason = "", path } = told;
  const { mail } = kindOf[kind];
  if (mail.when !== "at once" || person.email === null) return;
  const time = startsAt ? zonedMoment(wordsFor(person).format, new Date(startsAt)) : "";
  const values = {
    name: isolate(person.name),
    title: isolate(title),
    time,
    count,
    reason: isolate(reason),
    letters: letters ? isolate(letters) : "none",
  };
  const composed = composeMail(person.language, mail.messages, { values, action: { url: env().PUBLIC_URL + path } });
  await queueMail(tx, { key, userId: person.id, recipient: person.email, ...composed });
  const where = { userId_groupKey: { userId: person.id, groupKey } };
  await tx.notification.update({ where, data: { mailedAt: at }, select: { id: true } });
}
