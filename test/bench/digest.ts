import { loadavg } from "node:os";
import { setTimeout as pause } from "node:timers/promises";
import { db, pool } from "#app/infra/db.server.ts";
import { messageIdFor } from "#app/infra/mail.server.ts";
import { seed } from "#prisma/seed/index.ts";
import { type MailSink, openMailSink } from "./load/mail-sink.ts";
import { addForum } from "./setup/forum.ts";
import { onOwnGround } from "./setup/ground.ts";
import { addPeople } from "./setup/people.ts";
import type { Program } from "./setup/programs.ts";
import { addReaders } from "./setup/readers.ts";
import { describeRun, printJson, printTable, round, setting } from "./setup/report.ts";

const people = setting("BENCH_PEOPLE", 50_000);
const posts = setting("BENCH_POSTS", 200_000);
/** The goal: 20,000 people within the hour. */
const goalPerMinute = 20_000 / 60;
/** Jobs that one worker carries out at the same time, each with one mail in hand. */
const mostInHand = 6;

type Stretch = { case: string; people: number; seconds: number; cpu: number; before: number; highest: number };

await onOwnGround(async ({ startWorker }) => {
  const sink = await openMailSink();
  await seed({ demo: false, log: () => {} });
  await addPeople(people);
  await addForum({ posts, people, days: 70, until: new Date() });
  await addReaders();
  await addLearners();
  await pool().query("VACUUM ANALYZE");
  console.log(await describeRun());
  const stretches = [
    await measure("until it is killed", await startWorker({ SMTP_URL: sink.url }), people / 2, (worker) =>
      worker.kill(),
    ),
    await measure("after it", await startWorker({ SMTP_URL: sink.url }), people, (worker) => worker.stop()),
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
  const kept = await lookAtMail(sink);
  await sink.close();
  printJson("digest", kept);
  console.log(
    `${people} people due, ${posts} posts: ${kept.taken} mails, ${kept.missing} missing, ${kept.strange} that nobody was owed, ` +
      `${kept.again} taken a second time (at most ${mostInHand} were in hand when the worker was killed); ${kept.empty} people had no news. ` +
      `Load after: ${loadavg()[0]!.toFixed(1)}.`,
  );
  if (kept.missing > 0 || kept.strange > 0 || kept.again > mostInHand) process.exitCode = 1;
});

/** Every third is enrolled in the course. */
async function addLearners(): Promise<void> {
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

/**
 * What the mail server has taken against what is owed: one mail for every issue that has one. A mail that the server had
 * accepted when the worker was killed, and of which the row did not say so yet, comes a second time under the same Message-ID.
 */
async function lookAtMail({ taken }: MailSink) {
  const issues = await db().digestIssue.findMany({ select: { mailKey: true } });
  const owed = new Set(issues.flatMap(({ mailKey }) => (mailKey ? [messageIdFor(mailKey)] : [])));
  const missing = people - issues.length + [...owed].filter((id) => !taken.has(id)).length;
  const strange = [...taken.keys()].filter((id) => !owed.has(id)).length;
  const again = [...taken.values()].reduce((sum, times) => sum + times - 1, 0);
  return { case: "what was taken", taken: taken.size, missing, strange, again, empty: issues.length - owed.size };
}
