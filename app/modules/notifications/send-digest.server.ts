import { allMails } from "#app/infra/mail-record.server.ts";
import { db, type Tx } from "#app/infra/db.server.ts";
import { queueMail } from "#app/infra/mail.server.ts";
import { type Entry, enqueue, enqueueAll } from "#app/infra/queue.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { findActor } from "#app/modules/accounts/sessions.server.ts";
import { allPeople } from "#app/modules/accounts/people.server.ts";
import { type Digest, collectDigest } from "#app/modules/notifications/digest-content.server.ts";
import { composeDigest } from "#app/modules/notifications/digest-mail.server.ts";
import { type DigestRhythm, nextDigestAt, periodOf } from "#app/modules/notifications/digest-time.ts";
import { topicGroup } from "#app/modules/notifications/kinds/names.ts";
import { lockPerson } from "#app/modules/notifications/person.server.ts";
import { subscribe } from "#app/modules/notifications/switch-subscription.server.ts";

/** Digests that one call of the sweep asks for at most. */
export const digestBatch = 500;
/** What was asked for is given this long before it is asked for again: the queue may be long. */
const askedFor = 10 * 60_000;
const day = 24 * 60 * 60_000;

/**
 * Asks for the digests that are due, one job per person and period, the longest due first. Each is claimed for ten minutes,
 * so that the next call takes the next ones; what was due for a day gets a new job even if its first one died. Returns how
 * many it asked for, at most 500; doing so twice adds nothing.
 */
export async function sweepDueDigests({ at = new Date() } = {}): Promise<number> {
  const due = await db().$queryRaw<Due[]>`
    WITH due AS (
      SELECT user_id FROM digest_settings WHERE next_due_at <= ${at} AND hand_over_at <= ${at}
       ORDER BY next_due_at, user_id LIMIT ${digestBatch} FOR UPDATE SKIP LOCKED)
    UPDATE digest_settings d SET hand_over_at = ${new Date(at.getTime() + askedFor)}
      FROM due JOIN ${allPeople} u ON u.id = due.user_id
     WHERE d.user_id = due.user_id
    RETURNING d.user_id AS "userId", d.next_due_at AS "dueAt", u.zone`;
  await askForDigests(due, at);
  return due.length;
}

type Due = { userId: string; dueAt: Date; zone: string };

async function askForDigests(due: Due[], at: Date): Promise<void> {
  const entries = due.map(({ userId, dueAt, zone }) => {
    const period = periodOf(dueAt, zone);
    return { dueAt, payload: { userId, period }, options: { jobId: `digest-${userId}-${period}`, bulk: true } };
  });
  const isOld = ({ dueAt }: { dueAt: Date }) => dueAt.getTime() < at.getTime() - day;
  const fresh = entries.filter((entry) => !isOld(entry));
  await enqueueAll(fresh.map(({ payload, options }): Entry => ({ name: sendJob, payload, ...options })));
  for (const { payload, options } of entries.filter(isOld)) await enqueue(sendJob, payload, options);
}

const sendJob = "notifications.send_digest" as const;

/**
 * Job: covers the time since the last digest of a person, up to the last full minute. A mail is asked for when there is news, in the
 * transaction that moves the window on and notes the period, so that it is sent once however often this runs; when it
 * fails, nothing has moved. A digest whose mail could not be delivered is told again by the next one. Nobody is written
 * to whose address is not confirmed; their window waits for them. Returns what became of it.
 */
export async function sendDigest(
  { userId, period }: { userId: string; period: string },
  { at = new Date() } = {},
): Promise<"mailed" | "nothing_new" | "not_due" | "not_now"> {
  const state = await findState(userId);
  if (!state || state.nextDueAt > at) return "not_due";
  const actor = await findActor(userId);
  if (!actor) return "not_due";
  const next = nextDigestAt(state, actor.zone, at);
  const isDue = { userId, nextDueAt: state.nextDueAt, coveredUntil: state.coveredUntil };
  if (!actor.emailConfirmed || actor.suspended) {
    await db().digestSetting.updateMany({ where: isDue, data: { nextDueAt: next } });
    return "not_now";
  }
  const to = endOfWindow(at, state.from);
  const window = { from: state.from, to, until: next ?? to, notifiedTopics: state.notifiedTopics };
  const digest = await collectDigest(actor, window);
  return transaction(async (tx) => {
    await lockPerson(tx, userId);
    const hasNews = digest.newCount > 0;
    const mailKey = hasNews ? `digest:${userId}:${period}` : null;
    const issue = { userId, period, fromAt: state.from, toAt: to, itemCount: digest.newCount, mailKey };
    const isFirst = (await tx.digestIssue.createMany({ data: [issue], skipDuplicates: true })).count > 0;
    // A second one for the same day (the hour was changed, or another job was faster) leaves its window to the next.
    const moved = isFirst ? { coveredUntil: to, nextDueAt: next } : { nextDueAt: next };
    const { count } = await tx.digestSetting.updateMany({ where: isDue, data: moved });
    if (!isFirst) return "not_due";
    if (count === 0) throw new Error("the digest's settings were changed meanwhile; it is made anew");
    if (!mailKey) return "nothing_new";
    const token = state.token ?? (await newToken(tx, userId, at));
    const mail = composeDigest(digest, { actor, rhythm: state, token, from: state.from, to });
    await queueMail(tx, { key: mailKey, userId, recipient: actor.email, ...mail, bulk: true });
    await recordNotified(tx, userId, digest, { to, at });
    return "mailed";
  });
}

/** Windows end with a minute, so that many people have the same and what is common to them is read once. */
function endOfWindow(at: Date, from: Date): Date {
  const minute = new Date(Math.floor(at.getTime() / 60_000) * 60_000);
  return minute > from ? minute : from;
}

type State = DigestRhythm & {
  coveredUntil: Date;
  nextDueAt: Date;
  /** Where the window begins: earlier than `coveredUntil` when the last digest's mail could not be delivered. */
  from: Date;
  token: string | null;
  notifiedTopics: string[];
};

/** One statement. Null when the person wants no digest. */
async function findState(userId: string): Promise<State | null> {
  const [row] = await db().$queryRaw<State[]>`
    SELECT d.frequency::text AS frequency, d.weekday, d.hour, d.covered_until AS "coveredUntil",
           d.next_due_at AS "nextDueAt", w.from, s.token,
           ARRAY(
             SELECT n.data ->> 'topicId' FROM notifications n
              WHERE n.user_id = d.user_id AND n.updated_at >= w.from AND n.kind = 'reply'
                AND (n.read_at IS NOT NULL OR n.data -> 'mailed' = n.data -> 'count')
              UNION ALL
             -- Of a space's new topics the last so many are untold; all are told once it was read. The clocks of two
             -- processes differ a little.
             SELECT e.event FROM notifications n CROSS JOIN LATERAL (
                 SELECT event FROM notification_events
                  WHERE notification_id = n.id AND told_at >= w.from - interval '1 hour' ORDER BY place DESC
                 OFFSET CASE WHEN n.read_at IS NULL THEN (n.data ->> 'count')::int - (n.data ->> 'mailed')::int ELSE 0 END
               ) e
              WHERE n.user_id = d.user_id AND n.updated_at >= w.from AND n.kind = 'new_topic'
           ) AS "notifiedTopics"
      FROM digest_settings d
      LEFT JOIN mail_subscriptions s ON s.user_id = d.user_id AND s.list = 'digest'
      LEFT JOIN LATERAL (
        SELECT i.from_at, i.to_at, m.state FROM digest_issues i LEFT JOIN ${allMails} m ON m.key = i.mail_key
         WHERE i.user_id = d.user_id ORDER BY i.period DESC LIMIT 1
      ) last ON true
     CROSS JOIN LATERAL (
       SELECT CASE WHEN last.state = 'failed' AND last.to_at = d.covered_until THEN last.from_at
                   ELSE d.covered_until END AS "from"
     ) w
     WHERE d.user_id = ${userId}::uuid AND d.next_due_at IS NOT NULL`;
  return row ?? null;
}

async function newToken(tx: Tx, userId: string, at: Date): Promise<string> {
  await subscribe(tx, userId, { at });
  const where = { userId_list: { userId, list: "digest" } };
  return (await tx.mailSubscription.findUniqueOrThrow({ where, select: { token: true } })).token;
}

/** What the digest tells of is not mailed on its own any more. */
async function recordNotified(
  tx: Tx,
  userId: string,
  { replies }: Digest,
  { to, at }: { to: Date; at: Date },
): Promise<void> {
  const keys = replies.items.map(({ topicId }) => topicGroup(topicId));
  if (keys.length === 0) return;
  await tx.$executeRaw`
    UPDATE notifications
       SET mail_due_at = NULL, mailed_at = ${at}, data = jsonb_set(data, '{mailed}', data -> 'count')
     WHERE user_id = ${userId}::uuid AND group_key = ANY(${keys}) AND read_at IS NULL AND updated_at < ${to}`;
}
