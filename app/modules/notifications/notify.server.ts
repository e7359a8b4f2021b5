import { countUnreadOf } from "#app/modules/accounts/count-unread.server.ts";
import type { Tx } from "#app/infra/db.server.ts";
import { newId } from "#app/lib/uuid.ts";
import type { NotificationData, NotificationKind } from "#app/modules/notifications/kinds/names.ts";
import { listOf } from "#app/modules/notifications/kinds/table.server.ts";
import { lockPerson, type Person } from "#app/modules/notifications/person.server.ts";
import { mailDueAfter } from "#app/modules/notifications/policy.ts";

/** Something that a person should hear of. */
export type Notice = {
  userId: string;
  kind: NotificationKind;
  /** Notices of one group are one notification ("topic:<id>"): it grows instead of repeating. */
  groupKey: string;
  /** Names the event for ever, so that telling it twice changes nothing. */
  event: string;
  /** Who did it; nobody is told of what they did themselves. */
  by: { id: string; name: string } | null;
  data: Omit<NotificationData, "people" | "count" | "mailed">;
  /** Where it leads; `manyPath` once it stands for more than one event. */
  path: string;
  manyPath?: string;
};

/** A mail is made of a few of the newest. */
const rememberedEvents = 50;
const rememberedPeople = 20;

/**
 * Tells a person of something, in the transaction of the caller, which should tell one person only: the person's row is
 * locked until it ends. While the group's notification is unread it grows; read, it opens again as new. The unread count
 * moves with it. An event that was told before (its row says so) changes nothing, however much was told since. Its mail falls due ten minutes later, if the person wants such mail. Returns whether anything changed.
 */
export async function notify(tx: Tx, notice: Notice, { at = new Date() } = {}): Promise<boolean> {
  const person = await lockPerson(tx, notice.userId, listOf(notice.kind));
  if (!person) return false;
  return (await addNotices(tx, new Map([[person.id, person]]), [notice], { at })).length > 0;
}

/**
 * `notify` for many notices, told in their order, of people whom the caller has locked, asking about the list of the notices'
 * kind; who is not among them is told nothing. Returns the notices that changed something. At most three SQL statements.
 */
export async function addNotices(
  tx: Tx,
  people: ReadonlyMap<string, Person>,
  notices: Notice[],
  { at }: { at: Date },
): Promise<Notice[]> {
  const owed = notices.filter(({ userId, by }) => people.has(userId) && by?.id !== userId);
  if (owed.length === 0) return [];
  const stored = await findStored(tx, owed);
  const grown = new Map<string, Grown>();
  const told = owed.filter((notice) => {
    const place = placeOf(notice);
    const now = grown.get(place) ?? { state: stored.get(place) ?? null, told: [], isOpened: false };
    const { state } = now;
    // What the version before the rows of told events noted stands in the list alone.
    const known = [...now.told, ...(state?.known ?? []), ...(state?.events ?? [])];
    if (known.includes(notice.event)) return false;
    grown.set(place, {
      state: grow(state, notice, people.get(notice.userId)!, at),
      told: [...now.told, notice.event],
      isOpened: now.isOpened || state === null || state.readAt !== null,
    });
    return true;
  });
  if (told.length === 0) return [];
  await write(tx, [...grown.values()], at);
  const opened = new Map<string, number>();
  for (const { state, isOpened } of grown.values())
    if (isOpened) opened.set(state!.userId, (opened.get(state!.userId) ?? 0) + 1);
  await countUnreadOf(tx, opened);
  return told;
}

type Stored = {
  id: string;
  userId: string;
  groupKey: string;
  kind: NotificationKind;
  data: NotificationData;
  path: string;
  /** The newest that it tells of. */
  events: string[];
  /** Those of the notices' events that were told. */
  known: string[];
  readAt: Date | null;
  mailDueAt: Date | null;
  mailedAt: Date | null;
};

/** A notification and what is new of it: its events, and whether it is unread only now. */
type Grown = { state: Stored | null; told: string[]; isOpened: boolean };

const placeOf = ({ userId, groupKey }: { userId: string; groupKey: string }) => `${userId} ${groupKey}`;

/** The notifications that grow by these notices, as they are. */
async function findStored(tx: Tx, notices: Notice[]): Promise<Map<string, Stored>> {
  const asked = notices.map(({ userId, groupKey, event }) => ({ user_id: userId, group_key: groupKey, event }));
  const rows = await tx.$queryRaw<Stored[]>`
    SELECT n.id, n.user_id AS "userId", n.group_key AS "groupKey", n.kind, n.data, n.path, n.events,
           n.read_at AS "readAt", n.mail_due_at AS "mailDueAt", n.mailed_at AS "mailedAt",
           ARRAY(SELECT e.event FROM notification_events e
                  WHERE e.notification_id = n.id AND e.event = ANY(asked.events)) AS known
      FROM (SELECT user_id, group_key, array_agg(event) AS events
              FROM jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) AS a(user_id uuid, group_key text, event text)
             GROUP BY user_id, group_key) asked
      JOIN notifications n ON n.user_id = asked.user_id AND n.group_key = asked.group_key`;
  return new Map(rows.map((row) => [placeOf(row), row]));
}

/** A notification after one more event. */
function grow(old: Stored | null, notice: Notice, person: Person, at: Date): Stored {
  const { userId, groupKey, kind, event } = notice;
  const open = old?.readAt === null ? old : null;
  const mailedAt = old?.mailedAt ?? null;
  return {
    ...{ id: old?.id ?? newId(), userId, groupKey, kind, known: old?.known ?? [], readAt: null, mailedAt },
    ...factsAfter(open, notice),
    events: [...(old?.events ?? []), event].slice(-rememberedEvents),
    mailDueAt: open?.mailDueAt ?? (person.wantsMail ? mailDueAfter(at, mailedAt) : null),
  };
}

/** What it says after one more event. It leads to the first of what is unread. */
function factsAfter(
  open: Stored | null,
  { by, data, path, manyPath }: Notice,
): { data: NotificationData; path: string } {
  const people = [...(open?.data.people.filter(({ id }) => id !== by?.id) ?? []), ...(by ? [by] : [])];
  const counts = {
    people: people.slice(-rememberedPeople),
    count: (open?.data.count ?? 0) + 1,
    mailed: open?.data.mailed ?? 0,
  };
  const number = data.number;
  if (!open || number === undefined) {
    const lastNumber = number;
    return { data: { ...data, lastNumber, ...counts }, path: open ? (manyPath ?? path) : path };
  }
  const first = open.data.number ?? number;
  const lastNumber = Math.max(open.data.lastNumber ?? number, number);
  return {
    data: { ...data, ...counts, number: Math.min(first, number), lastNumber },
    path: first <= number ? open.path : path,
  };
}

/** Writes the notifications and, in the order in which they were told, their events' rows. One SQL statement. */
async function write(tx: Tx, grown: Grown[], at: Date): Promise<void> {
  const rows = grown.map(({ state, told }) => ({
    ...{ id: state!.id, user_id: state!.userId, group_key: state!.groupKey, kind: state!.kind, data: state!.data },
    ...{ path: state!.path, events: state!.events, mail_due_at: state!.mailDueAt, told },
  }));
  await tx.$executeRaw`
    WITH given AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
          AS g(id uuid, user_id uuid, group_key text, kind text, data jsonb, path text, events text[],
               mail_due_at timestamptz, told text[])
    ), written AS (
      INSERT INTO notifications (id, user_id, group_key, kind, data, path, events, mail_due_at, created_at, updated_at)
      SELECT id, user_id, group_key, kind, data, path, events, mail_due_at, ${at}, ${at} FROM given
      ON CONFLICT (user_id, group_key) DO UPDATE
         SET kind = EXCLUDED.kind, data = EXCLUDED.data, path = EXCLUDED.path, events = EXCLUDED.events,
             mail_due_at = EXCLUDED.mail_due_at, updated_at = EXCLUDED.updated_at, read_at = NULL
      RETURNING id, user_id, group_key
    )
    INSERT INTO notification_events (notification_id, event, told_at)
    SELECT w.id, t.event, ${at}
      FROM written w JOIN given g ON g.user_id = w.user_id AND g.group_key = w.group_key,
           unnest(g.told) WITH ORDINALITY t(event, at)
     ORDER BY t.at
    ON CONFLICT DO NOTHING`;
}
