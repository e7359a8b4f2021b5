import type { EventName, EventPayload, Fact } from "#app/events.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import type { Around, KindContract, News, Observed } from "#app/modules/notifications/kinds/contract.server.ts";
import type { NotificationKind } from "#app/modules/notifications/kinds/names.ts";
import { kindOf, kindsWhere, listOf } from "#app/modules/notifications/kinds/table.server.ts";
import { addNotice } from "#app/modules/notifications/notify.server.ts";
import { mailAtOnce } from "#app/modules/notifications/mail-at-once.server.ts";
import { lockPerson } from "#app/modules/notifications/person.server.ts";
import { canBeMailed } from "#app/modules/notifications/policy.ts";

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
    const data = { title, ...facts, ...(news.count !== undefined && { pending: news.count }) };
    const isNew = await addNotice(tx, person, { userId, kind, groupKey, event, by, data, path, manyPath }, { at });
    if (!isNew || !canBeMailed(person, at)) return;
    await mailAtOnce(tx, person, { kind, groupKey, key: event, title, ...facts, count: news.count, path }, at);
  });
}
