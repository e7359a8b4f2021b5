import { pool } from "#app/infra/db.server.ts";
import type { Ledger } from "#test/faults/ledger.ts";
import type { Stage } from "#test/faults/stage.ts";

/** Rows per thing, by the text that the ledger knows it by. */
const rows: Record<string, string> = {
  post: "SELECT body AS thing, count(*)::int FROM replies GROUP BY 1",
  message: "SELECT body AS thing, count(*)::int FROM room_messages GROUP BY 1",
  draft: "SELECT body AS thing, count(*)::int FROM submissions GROUP BY 1",
  enrolment: `SELECT e.user_id::text AS thing, count(*)::int FROM enrolments e JOIN courses c ON c.id = e.course_id
               WHERE c.slug = $1 GROUP BY 1`,
  lesson: `SELECT p.user_id::text AS thing, count(*)::int FROM unit_progress p JOIN units u ON u.id = p.unit_id
             JOIN courses c ON c.id = u.course_id
            WHERE c.slug = $1 AND u.slug = 'first' AND p.marked_at IS NOT NULL AND p.completed_at IS NOT NULL GROUP BY 1`,
  attempt: "SELECT user_id::text AS thing, count(*)::int FROM attempts GROUP BY 1",
  invited: "SELECT email AS thing, count(*)::int FROM invitations GROUP BY 1",
  "invitation's mail":
    "SELECT recipient AS thing, count(*)::int FROM outgoing_mails WHERE recipient LIKE 'invited-%' GROUP BY 1",
};

/** What a person has set last, by the key that the ledger knows it by. */
const states: Record<string, string> = {
  follow: `SELECT r.user_id || ' ' || t.public_id AS thing, coalesce(r.level::text, '-') AS value
             FROM topic_readers r JOIN topics t ON t.id = r.topic_id`,
  registration: `SELECT user_id::text AS thing, CASE WHEN cancelled_at IS NULL THEN 'register' ELSE 'unregister' END AS value
                   FROM webinar_registrations`,
  quiz: `SELECT a.user_id::text AS thing, a.percent::text AS value FROM attempts a WHERE a.state = 'submitted'`,
  answers: `SELECT a.user_id::text AS thing,
                   json_object_agg('q' || n.number, n.response ORDER BY n.number) ::text AS value
              FROM attempts a JOIN attempt_answers n ON n.attempt_id = a.id AND n.response <> '{}' GROUP BY 1`,
  work: "SELECT user_id::text AS thing, body AS value FROM submissions WHERE state = 'submitted'",
  mark: "SELECT id::text AS thing, trainer_percent::text AS value FROM submissions WHERE trainer_percent IS NOT NULL",
  seat: `SELECT u.id::text AS thing,
                CASE WHEN EXISTS (SELECT 1 FROM cohort_members m JOIN cohorts h ON h.id = m.cohort_id
                                   JOIN courses c ON c.id = h.course_id WHERE c.slug = $1 AND m.user_id = u.id)
                       OR EXISTS (SELECT 1 FROM enrolment_requests r JOIN courses c ON c.id = r.course_id
                                   WHERE c.slug = $1 AND r.user_id = u.id AND r.state = 'open' AND r.kind = 'waiting')
                     THEN 'asked' ELSE 'left' END AS value
           FROM users u`,
};

/**
 * Compares what people were told with what the database holds: everything acknowledged is there once, everything that was only
 * tried at most once, nothing else at all, and what somebody set last stands.
 */
export async function findLostAndDoubled(ledger: Ledger, { course, crowded }: Stage): Promise<string[]> {
  const found: string[] = [];
  for (const [kind, question] of Object.entries(rows)) {
    const there = new Map<string, number>();
    const answer = await ask<{ thing: string; count: number }>(question, course.slug);
    for (const { thing, count } of answer) there.set(thing, count);
    const known = kind === "invitation's mail" ? "invited" : kind;
    for (const thing of ledger.acknowledged(known)) if (!there.has(thing)) found.push(`lost ${kind}: ${thing}`);
    for (const [thing, count] of there) if (count > 1) found.push(`${kind} there ${count} times: ${thing}`);
  }
  for (const [kind, question] of Object.entries(states)) {
    const there = new Map<string, string>();
    const slug = kind === "seat" ? crowded.slug : course.slug;
    const answer = await ask<{ thing: string; value: string }>(question, slug);
    for (const { thing, value } of answer) there.set(thing, plain(value));
    for (const [thing, value] of ledger.settings(kind)) {
      if (there.get(thing) !== value) found.push(`${kind} of ${thing} is ${there.get(thing)}, was set to ${value}`);
    }
  }
  return [...found, ...(await findUnread(ledger)), ...(await findDoubledMail())];
}

async function findUnread(ledger: Ledger): Promise<string[]> {
  const answer = await ask<{ thing: string; last: number }>(
    "SELECT r.user_id || ' ' || t.public_id AS thing, r.last_read AS last FROM topic_readers r JOIN topics t ON t.id = r.topic_id",
  );
  const furthest = new Map(answer.map(({ thing, last }) => [thing, last]));
  return ledger.acknowledged("read").flatMap((text) => {
    const [user, topic, number] = text.split(" ");
    return (furthest.get(`${user} ${topic}`) ?? -1) < Number(number) ? [`reading was forgotten: ${text}`] : [];
  });
}

/** The same words to the same person, under whatever key; of a webinar, who comes and goes gets an entry for each change. */
async function findDoubledMail(): Promise<string[]> {
  const answer = await ask<{ thing: string }>(
    `SELECT count(*) || ' times to ' || recipient || ': ' || string_agg(key, ' ') AS thing
       FROM outgoing_mails WHERE key NOT LIKE 'webinar:%' GROUP BY recipient, subject, text, attachments HAVING count(*) > 1`,
  );
  return answer.map(({ thing }) => `mailed ${thing}`);
}

async function ask<T extends object>(question: string, slug = ""): Promise<T[]> {
  return (await pool().query<T>(question, question.includes("$1") ? [slug] : [])).rows;
}

/** Without the spaces that PostgreSQL puts into JSON. */
const plain = (value: string) => (value.startsWith("{") ? JSON.stringify(JSON.parse(value)) : value);
