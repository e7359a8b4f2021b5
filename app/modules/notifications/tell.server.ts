import type { EventName, EventPayload, Fact } from "#app/events.ts";
import { mapSpaceNames } from "#app/modules/forum/spaces/space-names.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import {
  type Around,
  type KindContract,
  type News,
  type Observed,
  peoplePerPage,
} from "#app/modules/notifications/kinds/contract.server.ts";
import type { NotificationKind } from "#app/modules/notifications/kinds/names.ts";
import { kindOf, kindsWhere, listOf } from "#app/modules/notifications/kinds/table.server.ts";
import { addNotices, type Notice } from "#app/modules/notifications/notify.server.ts";
import { mailAtOnce } from "#app/modules/notifications/mail-at-once.server.ts";
import { lockPeople, type Person } from "#app/modules/notifications/person.server.ts";
import { canBeMailed } from "#app/modules/notifications/policy.ts";

/** Notices written by one transaction at most: whoever reads their own meanwhile waits for it, some milliseconds. */
const noticesAtOnce = 200;

/** The kinds of notification that follow from a fact, as the table says. */
export function kindsToldOf(name: EventName): NotificationKind[] {
  return kindsWhere(({ told }) => told[name] !== undefined);
}

/** Whether people are told of a fact in the app only, or by a later mail: many of them in one transaction. */
export function isToldTogether(name: EventName): boolean {
  return kindsToldOf(name).every((kind) => !isMailedAtOnce(kind));
}

/** Job: `tellAll` of one fact. */
export async function tell(fact: Fact, observed: Observed, { at = new Date() } = {}): Promise<void> {
  await tellAll([fact], observed, { at });
}

/**
 * Tells people of facts, as the table of kinds says: in the app, and by a mail at once where the kind has one. Who is mailed
 * is told in a transaction of their own, the others two hundred at a time; repeating it after an interruption tells everybody
 * once.
 */
export async function tellAll(facts: readonly Fact[], observed: Observed, { at = new Date() } = {}): Promise<void> {
  const payloads = new Map<EventName, Fact["payload"][]>();
  for (const { name, payload } of facts) payloads.set(name, [...(payloads.get(name) ?? []), payload]);
  for (const [name, some] of payloads) {
    const around = { at, observed, once: askingOnce() };
    for (const kind of kindsToldOf(name)) {
      const news = await newsOf(kindOf[kind], name, some as EventPayload<typeof name>[], around);
      await tellEach(kind, await withSpaceNames(news), at);
    }
  }
}

function askingOnce(): Around["once"] {
  const asked = new Map<string, Promise<unknown>>();
  return <T>(what: string, ask: () => Promise<T>) => {
    const answer = asked.get(what) ?? ask();
    asked.set(what, answer);
    return answer as Promise<T>;
  };
}

async function newsOf<E extends EventName>({ told }: KindContract, name: E, facts: EventPayload<E>[], around: Around) {
  const ask: KindContract["told"][E] = told[name];
  if (!ask) return [];
  if (typeof ask !== "function") return ask.together(facts, around);
  const all: News[] = [];
  for (const fact of facts) {
    const news = await ask(fact, around);
    if (news) all.push(news);
  }
  return all;
}

/** The same news with what their spaces are called, as far as somebody has made them. One SQL statement, and none where all say it already. */
async function withSpaceNames(all: News[]): Promise<News[]> {
  const unnamed = all.flatMap(({ facts }) => (facts?.spaceName === undefined ? (facts?.space ?? []) : []));
  const names = await mapSpaceNames(unnamed);
  if (names.size === 0) return all;
  return all.map((news) => {
    const spaceName = names.get(news.facts?.space ?? "");
    return spaceName === undefined ? news : { ...news, facts: { ...news.facts, spaceName } };
  });
}

type Owed = { userId: string; news: News };

async function tellEach(kind: NotificationKind, all: News[], at: Date): Promise<void> {
  const most = isMailedAtOnce(kind) ? 1 : noticesAtOnce;
  let owed: Owed[] = [];
  for (const news of all) {
    for await (const userId of peopleOf(news)) {
      if (news.by?.id === userId || news.except?.has(userId)) continue;
      owed.push({ userId, news });
      if (owed.length < most) continue;
      await tellSome(kind, owed, at);
      owed = [];
    }
  }
  if (owed.length > 0) await tellSome(kind, owed, at);
}

async function* peopleOf({ to }: News): AsyncGenerator<string> {
  if (typeof to !== "function") return yield* to;
  for (let page = await to(undefined); ; page = await to(page.at(-1))) {
    yield* page;
    if (page.length < peoplePerPage) return;
  }
}

async function tellSome(kind: NotificationKind, owed: Owed[], at: Date): Promise<void> {
  await transaction(async (tx) => {
    const authorIds = kindOf[kind].isByMembers ? owed.flatMap(({ news }) => news.by?.id ?? []) : [];
    const userIds = [...new Set(owed.map(({ userId }) => userId))];
    const people = await lockPeople(tx, userIds, listOf(kind), [...new Set(authorIds)]);
    const newsBehind = new Map<Notice, News>();
    for (const { userId, news } of owed) {
      const person = people.get(userId);
      if (person && !person.unwanted.includes(news.by?.id ?? "")) newsBehind.set(noticeFor(person, kind, news), news);
    }
    for (const notice of await addNotices(tx, people, [...newsBehind.keys()], { at })) {
      const person = people.get(notice.userId)!;
      if (!canBeMailed(isToSuspended(kind) ? { ...person, suspendedUntil: null } : person, at)) continue;
      const { facts, count, path } = newsBehind.get(notice)!;
      const { groupKey, event: key, data } = notice;
      await mailAtOnce(tx, person, { kind, groupKey, key, title: data.title, ...facts, count, path }, at);
    }
  });
}

function noticeFor({ id: userId, language }: Person, kind: NotificationKind, news: News): Notice {
  const { groupKey, by = null, facts, path, manyPath, count } = news;
  const data = { title: news.title(language), ...facts, ...(count !== undefined && { pending: count }) };
  return { userId, kind, groupKey, event: news.event(userId), by, data, path, manyPath };
}

function isToSuspended(kind: NotificationKind): boolean {
  const { mail } = kindOf[kind];
  return mail.when === "at once" && mail.isToSuspended === true;
}

function isMailedAtOnce(kind: NotificationKind): boolean {
  return kindOf[kind].mail.when === "at once";
}
