import { readdirSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { db, pool } from "#app/infra/db.server.ts";
import { env } from "#app/infra/env.server.ts";
import { seed } from "#prisma/seed/index.ts";
import { addForum } from "./setup/forum.ts";
import { onOwnGround } from "./setup/ground.ts";
import { addPeople } from "./setup/people.ts";
import type { Program } from "./setup/programs.ts";
import { describeRun, printJson, printTable, round, setting } from "./setup/report.ts";

const people = setting("BENCH_PEOPLE", 50_000);
const posts = setting("BENCH_POSTS", 200_000);
/** The goal: 20,000 people within the hour. */
const goalPerMinute = 20_000 / 60;

type Stretch = { case: string; people: number; seconds: number; cpu: number; before: number; highest: number };

await onOwnGround(async ({ startWorker }) => {
  await seed({ demo: false, log: () => {} });
  await addPeople(people);
  await addForum({ posts, people, days: 70, until: new Date() });
  await addReaders();
  await pool().query("VACUUM ANALYZE");
  console.log(await describeRun());
  const stretches = [
    await measure("until it is killed", await startWorker(), people / 2, (worker) => worker.kill()),
    await measure("after it", await startWorker(), people, (worker) => worker.stop()),
  ];
  for (const stretch of stretches) printJson("digest", stretch);
  printTable(
    ["stretch", "people", "seconds", "people/minute", "goal", "people per CPU second", "MB after start", "MB at most"],
    stretches.map((one) => {
      const perMinute = (60 * one.people) / one.seconds;
      const goal = `${round(goalPerMinute)}${perMinute < goalPerMinute ? " missed" : ""}`;
      const each = [round(perMinute), goal, round(one.people / one.cpu), round(one.before), round(one.highest)];
      return [one.case, one.people, round(one.seconds), ...each];
    }),
  );
  const kept = await lookAtMail();
  printJson("digest", kept);
  console.log(
    `${people} people due, ${posts} posts: ${kept.mailed} mails, ${kept.doubled} doubled, ${kept.missing} missing; ` +
      `${kept.empty} people had no news.`,
  );
  if (kept.doubled > 0 || kept.missing > 0) process.exitCode = 1;
});

/** Everybody has a digest that is due for the week before, follows three spaces and has read in ten topics. */
async function addReaders(): Promise<void> {
  await pool().query(
    `INSERT INTO digest_settings (user_id, frequency, covered_until, next_due_at)
     SELECT id, 'weekly', now() - interval '7 days', now() - interval '1 minute' FROM users WHERE handle LIKE 'person-%'`,
  );
  await pool().query(
    `WITH codes AS (SELECT array_agg(code ORDER BY code) AS all_codes FROM spaces),
          readers AS (SELECT id, substr(handle, 8)::int AS n FROM users WHERE handle LIKE 'person-%')
     INSERT INTO space_follows (user_id, space_code)
     SELECT id, all_codes[(n + k * 5) % cardinality(all_codes) + 1] FROM readers, codes, generate_series(0, 2) k
     ON CONFLICT DO NOTHING`,
  );
  await pool().query(
    `WITH newest AS (SELECT array_agg(id ORDER BY public_id DESC) AS ids, array_agg(last_reply_number ORDER BY public_id DESC) AS last
                       FROM topics),
          readers AS (SELECT id, substr(handle, 8)::int AS n FROM users WHERE handle LIKE 'person-%')
     INSERT INTO topic_readers (user_id, topic_id, last_read, level)
     SELECT readers.id, ids[at], (last[at] * (k % 3)) / 3, (ARRAY['follow', 'normal', 'follow', 'mute'])[k % 4 + 1]::follow_level
       FROM newest, readers, generate_series(0, 9) k,
            LATERAL (SELECT (n * 31 + k * 17) % least(cardinality(ids), 2000) + 1 AS at) place
     ON CONFLICT DO NOTHING`,
  );
  await pool().query(
    `INSERT INTO enrolments (id, user_id, course_id)
     SELECT gen_random_uuid(), u.id, c.id FROM users u, (SELECT id FROM courses ORDER BY id LIMIT 1) c
      WHERE u.handle LIKE 'person-%' AND substr(u.handle, 8)::int % 3 = 0`,
  );
}

/** Lets the worker work until so many people's digests are made and their mails have left. The clock starts with the first. */
async function measure(
  name: string,
  worker: Program,
  until: number,
  end: (worker: Program) => Promise<void>,
): Promise<Stretch> {
  const [earlier, begun] = [await countDone(), await countBegun()];
  while ((await countBegun()) === begun) await pause(100);
  const [began, before, cpuBefore] = [performance.now(), worker.memory(), worker.cpuSeconds()];
  let [done, highest, cpu] = [earlier, before, 0];
  while (done < until) {
    await pause(1000);
    highest = Math.max(highest, worker.memory());
    cpu = worker.cpuSeconds() - cpuBefore;
    done = await countDone();
    if (process.env.BENCH_TRACE) console.log(round((performance.now() - began) / 1000), done, round(worker.memory()));
  }
  const seconds = (performance.now() - began) / 1000;
  await end(worker);
  return { case: name, people: done - earlier, seconds, cpu, before, highest };
}

/** People whose digest is made and whose mail, if there is one, has left. */
async function countDone(): Promise<number> {
  const [row] = await db().$queryRaw<{ done: number }[]>`
    SELECT count(*)::int AS done FROM digest_issues i LEFT JOIN outgoing_mails m ON m.key = i.mail_key
     WHERE i.mail_key IS NULL OR m.state = 'sent'`;
  return row!.done;
}

/** Digests that are made, and mails that have left or were tried: it moves with the first thing that a worker does. */
async function countBegun(): Promise<number> {
  return (await db().digestIssue.count()) + (await db().outgoingMail.count({ where: { attempts: { gt: 0 } } }));
}

/** What everybody should have got, computed apart from the product's own code, against the mails that were kept. */
async function lookAtMail() {
  const [row] = await db().$queryRaw<{ issues: number; empty: number; mails: number }[]>`
    SELECT count(*)::int AS issues, count(*) FILTER (WHERE mail_key IS NULL)::int AS empty,
           (SELECT count(*)::int FROM outgoing_mails WHERE key LIKE 'digest:%' AND state = 'sent') AS mails
      FROM digest_issues`;
  const { issues, empty, mails } = row!;
  const mailed = readdirSync(path.join(env().DATA_DIR, "mail")).filter((name) => name.endsWith(".eml")).length;
  const missing = people - issues + Math.max(0, mails - mailed);
  return { case: "what is kept", mailed, doubled: mailed - (issues - empty), missing, empty };
}
