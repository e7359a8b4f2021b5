import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { closeDb, pool } from "#app/infra/db.server.ts";
import { seed } from "#prisma/seed/index.ts";
import talk from "#prisma/seed/demo-talk.json" with { type: "json" };
import { type Post, postAll } from "./load/writers.ts";
import { addForum } from "./setup/forum.ts";
import { onOwnGround } from "./setup/ground.ts";
import { addPeople, cookieOf } from "./setup/people.ts";
import type { Program } from "./setup/programs.ts";
import { describeRun, percent, percentile, printJson, printTable, round, setting } from "./setup/report.ts";
import { type ServerWork, watchServer } from "./setup/server-work.ts";

const replies = setting("BENCH_REPLIES", 400);
const rounds = setting("BENCH_ROUNDS", 3);
/** So many replies are under way at once. */
const lanes = 8;
/** So many write them in turns: one person may send 300 forms a minute. */
const writers = 100;
const listeners = 190;
const people = writers + listeners + 1;
const followers = 10;
const topics = 110;
/** Follows nothing and writes nothing: who is called is told for that alone. */
const called = `person-${people}`;
const goal = { perSecond: 80, cpu: 25 };
const wanted = process.argv[2] ?? "";
const cases = [
  { name: "one topic", spread: 1 },
  { name: "100 topics", spread: 100 },
  // As people write: a draft is saved before, and the text calls somebody who is told of it.
  { name: "with a draft and a mention", spread: 100, isWritten: true },
].filter(({ name }) => name.includes(wanted)) as { name: string; spread: number; isWritten?: boolean }[];
if (cases.length === 0) throw new Error(`No case has “${wanted}” in its name.`);

/** The first writers' work in this run, so that nobody says the same twice. */
const state = { said: 0 };

type Site = { database: string; web: Program; worker: Program | null; line: Line; server: ServerWork };
type Sample = { posted: number; drained: number; p50: number; p99: number; cpu: number; parts: Record<string, number> };

await onOwnGround(async (ground) => {
  const server = await watchServer(ground.serverUrl);
  const open = async (database: string) => {
    await ground.openDatabase(database);
    await fill();
    const line = await openLine();
    await closeDb();
    return { database, line, server };
  };
  console.log(await describeRun());
  const baseline: Site = { ...(await open("plain")), worker: null, web: await ground.startBaseline("posting") };
  const place = await open("posting");
  const web = await ground.startWeb();
  const foreground = await countForeground(place.database, web, server);
  const ours: Site = { ...place, web, worker: await ground.startWorker() };
  await drain(ours);
  for (const site of [ours, baseline]) await measure(site, { spread: cases[0]!.spread }, 80);
  const rows = [];
  for (const { name, spread, isWritten = false } of cases) {
    const begun = await commitsOf(ours);
    const samples = { ours: [] as Sample[], baseline: [] as Sample[] };
    for (let n = 0; n < rounds; n++) {
      samples.ours.push(await measure(ours, { spread, isWritten }));
      samples.baseline.push(await measure(baseline, { spread, isWritten }));
    }
    const commits = ((await commitsOf(ours)) - begun) / (rounds * replies);
    const row = { case: name, ...resultOf(samples), commits: round(commits, 1), ...foreground };
    printJson("posting", row);
    rows.push(row);
  }
  printRows(rows);
  await ours.line.close();
  await baseline.line.close();
  await server.close();
});

/** The same rows in both databases: a forum, writers whom no limit binds, ten followers for each topic. */
async function fill(): Promise<void> {
  await seed({ demo: false, log: () => {} });
  await addPeople(people);
  await addForum({ posts: topics * 20, people, days: 70, until: new Date() });
  await pool().query(
    "UPDATE users SET role = 'trainer' WHERE substr(handle, 8)::int <= $1 AND handle LIKE 'person-%'",
    [writers],
  );
  // Every nineteenth of 190 people: ten of them.
  await pool().query(
    `INSERT INTO topic_readers (user_id, topic_id, last_read, level)
     SELECT u.id, t.id, -1, CASE WHEN n <= $1 THEN 'normal' ELSE 'follow' END::follow_level
       FROM topics t, (SELECT id, substr(handle, 8)::int AS n FROM users WHERE handle LIKE 'person-%') u
      WHERE n <= $1 OR (n <= $2 AND (n + t.public_id * 7) % 19 = 0)`,
    [writers, writers + listeners],
  );
  await pool().query("VACUUM ANALYZE");
}

/** Posts on one topic or on many in turns, and waits until everything that follows from it is done. */
async function measure(site: Site, { spread, isWritten = false }: Way, count = replies): Promise<Sample> {
  const { database, web, worker, line, server } = site;
  const noticed = await line.countNotices();
  const parts = () => ({
    web: web.cpuSeconds(),
    worker: worker?.cpuSeconds() ?? 0,
    postgres: server.cpuSeconds(database, line.pid),
  });
  const before = parts();
  const began = performance.now();
  const times = await postAll(web.port, makePosts({ spread, isWritten }, count), lanes);
  const posted = performance.now() - began;
  await drain(site);
  const drained = performance.now() - began;
  const after = parts();
  const told = (await line.countNotices()) - noticed;
  const audience = line.followers + (isWritten ? 1 : 0);
  if (told !== count * audience) throw new Error(`${told} notices for ${count} replies, each told to ${audience}.`);
  const each = (part: keyof typeof before) => (1000 * (after[part] - before[part])) / count;
  const shares = { web: each("web"), worker: each("worker"), postgres: each("postgres") };
  return {
    posted: (1000 * count) / posted,
    drained: (1000 * count) / drained,
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
    cpu: shares.web + shares.worker + shares.postgres,
    parts: shares,
  };
}

/** Into how many topics in turns, and whether each reply is saved as a draft first and calls somebody. */
type Way = { spread: number; isWritten?: boolean };

function makePosts({ spread, isWritten }: Way, count: number): Post[] {
  return Array.from({ length: count }, () => {
    const n = state.said++;
    const body = `${talk[n % talk.length]!.body}\n\n(${n})`;
    const post = { cookie: cookieOf((n % writers) + 1), topic: (n % spread) + 1, body };
    return isWritten ? { ...post, body: `@${called} ${body}`, isDrafted: true } : post;
  });
}

async function drain({ worker, line }: Site): Promise<void> {
  while (worker && (await line.countUndone()) > 0) await pause(20);
}

/** SQL statements of one reply before it is answered: no worker runs yet. */
async function countForeground(database: string, web: Program, server: ServerWork) {
  await postAll(web.port, makePosts({ spread: 1 }, 40), lanes);
  await pause(500);
  await server.forget();
  await postAll(web.port, makePosts({ spread: 1 }, 40), 1);
  await pause(500);
  const { ours, control } = await server.statements(database);
  return { statements: round(ours / 40, 1), control: round(control / 40, 1) };
}

async function commitsOf({ database, line, server }: Site): Promise<number> {
  return (await server.commits(database)) - line.asked();
}

type Line = {
  /** The process of this connection in the server, and what it has committed itself. */
  pid: number;
  asked(): number;
  followers: number;
  countUndone(): Promise<number>;
  countNotices(): Promise<number>;
  close(): Promise<void>;
};

/** One connection for all questions of this bench to the database that is measured. */
async function openLine(): Promise<Line> {
  const client = new pg.Client({
    connectionString: process.env.DATABASE_URL!,
    options: "-c search_path=bullmq,public",
  });
  // The server ends before this line does when the bench fails.
  client.on("error", () => {});
  await client.connect();
  let count = 0;
  const ask = async (text: string) => {
    count += 1;
    return Number((await client.query<{ n: string }>(text)).rows[0]!.n);
  };
  const pid = await ask("SELECT pg_backend_pid() AS n");
  return {
    pid,
    asked: () => count,
    followers,
    countUndone: () =>
      ask(
        `SELECT (SELECT count(*) FROM outbox_events WHERE dispatched_at IS NULL)
              + (SELECT count(*) FROM job WHERE state IN ('waiting', 'active')) AS n`,
      ),
    countNotices: () => ask("SELECT count(*) AS n FROM notification_events"),
    close: () => client.end(),
  };
}

function resultOf({ ours, baseline }: { ours: Sample[]; baseline: Sample[] }) {
  const median = (samples: Sample[], of: (one: Sample) => number) => percentile(samples.map(of), 0.5);
  const drained = median(ours, (one) => one.drained);
  const cpu = median(ours, (one) => one.cpu);
  const part = (name: string) =>
    round(
      median(ours, (one) => one.parts[name]!),
      1,
    );
  return {
    posted: round(
      median(ours, (one) => one.posted),
      1,
    ),
    drained: round(drained, 1),
    baseline: round(
      median(baseline, (one) => one.drained),
      1,
    ),
    // Each round's own ratio: what slows the machine for a while slows both.
    ratio: round(
      percentile(
        ours.map((one, at) => one.drained / baseline[at]!.drained),
        0.5,
      ),
      3,
    ),
    p50: round(
      median(ours, (one) => one.p50),
      1,
    ),
    p99: round(
      median(ours, (one) => one.p99),
      1,
    ),
    cpu: round(cpu, 1),
    parts: { web: part("web"), worker: part("worker"), postgres: part("postgres") },
    baselineCpu: round(
      median(baseline, (one) => one.cpu),
      1,
    ),
    isFast: drained >= goal.perSecond,
    isCheap: cpu <= goal.cpu,
  };
}

type Row = ReturnType<typeof resultOf> & { case: string; commits: number; statements: number; control: number };

function printRows(rows: Row[]): void {
  const missed = (value: number, isMet: boolean) => `${value}${isMet ? "" : " missed"}`;
  printTable(
    [
      ...["case", "posted/s", "drained/s", "goal", "baseline/s", "ratio", "p50 ms", "p99 ms", "CPU ms a reply", "goal"],
      ...["web", "worker", "PostgreSQL", "of the baseline", "commits", "SQL", "with control"],
    ],
    rows.map((row) => [
      ...[row.case, row.posted, row.drained, missed(goal.perSecond, row.isFast), row.baseline, percent(row.ratio, 1)],
      ...[row.p50, row.p99, row.cpu, missed(goal.cpu, row.isCheap)],
      ...[row.parts.web, row.parts.worker, row.parts.postgres, row.baselineCpu, row.commits, row.statements],
      row.statements + row.control,
    ]),
  );
}
