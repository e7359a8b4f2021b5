import { setTimeout as pause } from "node:timers/promises";
import { db, pool } from "#app/infra/db.server.ts";
import { outboxHealth } from "#app/infra/outbox.server.ts";
import { closeQueue, queueHealth } from "#app/infra/queue.server.ts";
import { readPages, type Page } from "./load/mixed-pages.ts";
import { postAll } from "./load/writers.ts";
import { createMember } from "./load/room-client.ts";
import { openRoom } from "./load/room.ts";
import { fill } from "./setup/content.ts";
import { type Ground, onOwnGround } from "./setup/ground.ts";
import { type Memory, memoryOf, memoryOfAll, parentOf } from "./setup/memory-of.ts";
import { addOpenRoom } from "./setup/open-room.ts";
import { cookieOf, personId } from "./setup/people.ts";
import type { Program } from "./setup/programs.ts";
import { describeRun, printJson, printTable, round, setting } from "./setup/report.ts";
import { sheetCookies } from "./setup/sheets.ts";

/** Less of everything, for a quick look: 0.1 is a tenth. */
const share = setting("BENCH_SHARE", 1);
const people = 1000;
const half = Math.round(5000 * share);
const sizes = { people, topicsPerSpace: 20, repliesPerTopic: 5, longTopic: 200 };
const goals = { idle: 180, web: 280, sockets: 300, worker: 250 };

type Site = { web: Program; worker: Program; topics: string[]; pages: Page[] };
type Taken = { after: Memory; most: number };
type Row = { case: string; stage: string; web: Taken; worker: Taken; database: Memory; perSecond: number | null };

const stages: Record<string, (site: Site) => Promise<number | void>> = {
  idle: async () => void (await pause(3000)),
  "5,000 pages": ({ web, pages }) => readPages(web.port, pages, { from: 0, count: half }),
  "10,000 pages": ({ web, pages }) => readPages(web.port, pages, { from: half, count: half }),
  "1,000 sockets": takePlaces,
  "1,000 certificates": issueCertificates,
  "2,000 replies": ({ web, topics }) => writeReplies(web, topics),
};

/** What is measured: the programs as the supervisor starts them, then the same with what V8 and the C library choose. */
const variants = {
  "as started": {},
  "left alone": { flags: ["--enable-source-maps"], more: { MALLOC_ARENA_MAX: "" } },
};
type How = { flags?: string[]; more?: Record<string, string> };

await onOwnGround(async (ground) => {
  console.log(await describeRun());
  const rows: Row[] = [];
  for (const [at, [name, how]] of Object.entries(variants).entries()) {
    if (!name.includes(process.argv[2] ?? "")) continue;
    await ground.openDatabase(`memory_${at}`);
    rows.push(...(await measure(ground, name, how)));
  }
  await closeQueue();
  print(rows);
});

async function measure(ground: Ground, name: string, how: How): Promise<Row[]> {
  const addresses = await fill(sizes);
  const web = await ground.startWeb("web", how.more, how.flags);
  const worker = await ground.startWorker(how.more, how.flags);
  const topics = await listTopics();
  const site = { web, worker, topics, pages: mix(addresses, topics) };
  const rows: Row[] = [];
  for (const [stage, work] of Object.entries(stages)) {
    const [watchedWeb, watchedWorker] = [watch(web), watch(worker)];
    const perSecond = (await work(site)) ?? null;
    // What is left is what was kept, not what was just in hand.
    await pause(2000);
    const row = { case: name, stage, web: watchedWeb(), worker: watchedWorker(), database: await databaseMemory() };
    printJson("memory", { ...row, perSecond });
    rows.push({ ...row, perSecond });
  }
  await Promise.all([web.stop(), worker.stop()]);
  return rows;
}

/** Samples a program's memory until asked. */
function watch({ pid }: Program): () => Taken {
  let most = memoryOf(pid).resident;
  const timer = setInterval(() => (most = Math.max(most, memoryOf(pid).resident)), 250);
  return () => {
    clearInterval(timer);
    return { after: memoryOf(pid), most };
  };
}

/** All processes of this PostgreSQL together. */
async function databaseMemory(): Promise<Memory> {
  const { rows } = await pool().query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
  return memoryOfAll(parentOf(rows[0]!.pid));
}

async function listTopics(): Promise<string[]> {
  const found = await db().topic.findMany({ select: { publicId: true, slug: true }, orderBy: { publicId: "asc" } });
  return found.map(({ publicId, slug }) => `/topics/${publicId}/${slug}`);
}

/** Guests and fifty members by turns, each time another page. */
function mix({ home, course, lesson, topic }: Awaited<ReturnType<typeof fill>>, topics: string[]): Page[] {
  const usual = [home, "/forum", course, lesson, topic, "/roadmap", "/courses", "/webinars"];
  const held = sheetCookies().map(({ name, value }) => `${name}=${value}`);
  return topics.flatMap((one, n): Page[] => {
    const cookie = [cookieOf((n % 50) + 1), ...held].join("; ");
    const other = usual[n % usual.length]!;
    return [{ address: one }, { address: one, cookie }, { address: other, cookie }, { address: other }];
  });
}

/** Everybody enters a room; for five seconds there are ten messages a second. */
async function takePlaces({ web }: Site): Promise<void> {
  const webinar = await addOpenRoom(people);
  const members = Array.from({ length: Math.round(people * share) }, (_, n) =>
    createMember({ port: web.port, cookie: cookieOf(n + 1), webinar, address: "127.0.0.1" }),
  );
  const room = await openRoom(members);
  await room.talk(10, 5);
  // Measured with everybody still there.
  setTimeout(() => members.forEach((member) => member.cut()), 2500);
}

/** Everybody completes the course at once: the worker issues, then each asks for the document, four at a time. */
async function issueCertificates({ web }: Site): Promise<void> {
  const course = await db().course.findFirstOrThrow({ select: { id: true } });
  const count = Math.round(people * share);
  const holders = Array.from({ length: count }, (_, n) => personId(n + 1));
  await pool().query(
    `INSERT INTO enrolments (id, user_id, course_id, completed_at, completed_revision)
     SELECT gen_random_uuid(), person, $2, now(), 1 FROM unnest($1::uuid[]) person
     ON CONFLICT (user_id, course_id) DO UPDATE SET completed_at = now(), completed_revision = 1`,
    [holders, course.id],
  );
  await pool().query(
    `INSERT INTO outbox_events (name, payload, created_at)
     SELECT 'learning.course.completed', jsonb_build_object('userId', person, 'courseId', $2::text), now() - interval '10 seconds'
       FROM unnest($1::uuid[]) person`,
    [holders, course.id],
  );
  await untilQuiet();
  const issued = await db().certificate.findMany({ select: { serial: true, userId: true } });
  if (issued.length < count) throw new Error(`${issued.length} of ${count} certificates were issued.`);
  const asker = async () => {
    for (let one = issued.pop(); one; one = issued.pop()) {
      const headers = { cookie: cookieOf(holders.indexOf(one.userId) + 1) };
      const answer = await fetch(`http://127.0.0.1:${web.port}/certificates/${one.serial}.pdf`, { headers });
      await answer.arrayBuffer();
      if (answer.headers.get("content-type") !== "application/pdf") throw new Error(`No document: ${answer.status}`);
    }
  };
  await Promise.all(Array.from({ length: 4 }, asker));
}

async function writeReplies(web: Program, topics: string[]): Promise<void> {
  const posts = Array.from({ length: Math.round(2000 * share) }, (_, n) => ({
    cookie: cookieOf((n % people) + 1),
    topic: Number(topics[n % 100]!.split("/")[2]),
    body: `Said by number ${(n % people) + 1}: ${crypto.randomUUID()}.`,
  }));
  await postAll(web.port, posts, 8);
  await untilQuiet();
}

/** Until every event has been handed on and no job waits. */
async function untilQuiet(): Promise<void> {
  for (let quiet = 0; quiet < 3; await pause(200)) {
    const { waiting, active } = await queueHealth();
    const isQuiet = waiting + active + (await outboxHealth()).waiting === 0;
    quiet = isQuiet ? quiet + 1 : 0;
  }
}

function print(rows: Row[]): void {
  const cell = ({ after, most }: Taken, goal: number | null) => {
    const missed = goal !== null && after.resident > goal ? " missed" : "";
    return [`${round(after.resident)}${missed}`, round(after.proportional), round(most), goal ?? "-"];
  };
  printTable(
    [
      "programs",
      "after",
      "web",
      "PSS",
      "at most",
      "goal",
      "worker",
      "PSS",
      "at most",
      "goal",
      "database, PSS",
      "pages/s",
    ],
    rows.map((row) => {
      const isOurs = row.case === "as started";
      const webGoal = row.stage === "idle" ? goals.idle : row.stage.includes("sockets") ? goals.sockets : goals.web;
      return [
        ...[row.case, row.stage, ...cell(row.web, isOurs ? webGoal : null)],
        ...[...cell(row.worker, isOurs ? goals.worker : null), round(row.database.proportional)],
        row.perSecond ? round(row.perSecond) : "-",
      ];
    }),
  );
  console.log(`MB resident unless said otherwise; the programs of a row have gone through all rows before it.`);
}
