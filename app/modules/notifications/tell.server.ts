import { zonedMoment } from "#app/i18n/zone-name.ts";
import type { EventName, EventPayload, Fact } from "#app/events.ts";
import type { Tx } from "#app/infra/db.server.ts";
import { env } from "#app/infra/env.server.ts";
import { queueMail } from "#app/infra/mail.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import type { Around, KindContract, News, Observed } from "#app/modules/notifications/kinds/contract.server.ts";
import type { NotificationKind } from "#app/modules/notifications/kinds/names.ts";
import { kindOf, kindsWhere, listOf } from "#app/modules/notifications/kinds/table.server.ts";
import { addNotice } from "#app/modules/notifications/notify.server.ts";
import { lockPerson, type Person } from "#app/modules/notifications/person.server.ts";
import { canBeMailed } from "#app/modules/notifications/policy.ts";
import { isolate } from "#app/lib/isolate.ts";
import { wordsFor } from "#app/modules/notifications/labels.server.ts";

/** The kinds of notification that follow from a fact, as the table says. */
export function kindsToldOf(name: EventName): NotificationKind[] {
  return kindsWhere(({ told }) => told[name] !== undefined);
}

/**
 * Job: tells people of a fact, as the table of kinds says: in the app, and by a mail at once where the kind has one. Each
 * person in a transaction of their own, so that nobody waits for anybody; repeating it after an interruption tells everybody
 * once.
 */
export async function tell({ name, payload }: Fact, observed: Observed, { at = new Date() } = {}): Promise<void> {
  for (const kind of kindsToldOf(name)) {
    const news = await newsOf(kindOf[kind], name, payload, { at, observed });
    if (news) await tellEach(kind, news, at);
  }
}

async function newsOf<E extends EventName>({ told }: KindContract, name: E, fact: EventPayload<E>, around: Around) {
  const ask: KindContract["told"][E] = told[name];
  return ask ? ask(fact, around) : null;
}

async function tellEach(kind: NotificationKind, news: News, at: Date): Promise<void> {
  const { to } = news;
  if (typeof to !== "function") {
    for (const userId of to) await tellOne(kind, userId, { news, at });
    return;
  }
  for (let page = await to(undefined); page.length > 0; page = await to(page.at(-1))) {
    for (const userId of page) await tellOne(kind, userId, { news, at });
  }
}

async function tellOne(kind: NotificationKind, userId: string, { news, at }: { news: News; at: Date }): Promise<void> {
  if (news.by?.id === userId) return;
  await transaction(async (tx) => {
    const person = await lockPerson(tx, userId, listOf(kind));
    if (!person) return;
    const { groupKey, by = null, facts, path, manyPath } = news;
    const title = news.title(person.language);
    const event = news.event(userId);
    const data = { title, ...facts };
    const isNew = await addNotice(tx, person, { userId, kind, groupKey, event, by, data, path, manyPath }, { at });
    if (isNew && canBeMailed(person, at)) await mailAtOnce(tx, person, { kind, news, title, at });
  });
}

async function mailAtOnce(
  tx: Tx,
  person: Person,
  { kind, news, title, at }: { kind: NotificationKind; news: News; title: string; at: Date },
): Promise<void> {
  const { mail } = kindOf[kind];
  if (mail.when !== "at once") return;
  const { format } = wordsFor(person);
  const when = news.facts?.startsAt ? new Date(news.facts.startsAt) : null;
  const time = when ? zonedMoment(format, when) : "";
  const values = { name: isolate(person.name), title: isolate(title), time, count: news.count ?? 0 };
  const composed = mail.compose(person.language, { values, action: { url: env().PUBLIC_URL + news.path } });
  await queueMail(tx, { key: news.event(person.id), userId: person.id, recipient: person.email, ...composed });
  const where = { userId_groupKey: { userId: person.id, groupKey: news.groupKey } };
  await tx.notification.update({ where, data: { mailedAt: at }, select: { id: true } });
}
