import { db, pool } from "#app/infra/db.server.ts";
import { findActor } from "#app/modules/accounts/sessions.server.ts";
import { markRead } from "#app/modules/forum/mark-read.server.ts";
import { noteTopicRead } from "#app/modules/notifications/list-notifications.server.ts";
import { sendDigest } from "#app/modules/notifications/send-digest.server.ts";
import { seed } from "#prisma/seed/index.ts";
import { cannonade } from "./load/autocannon.ts";
import { addForum } from "./setup/forum.ts";
import { onOwnGround } from "./setup/ground.ts";
import { addPeople, cookieOf, personId } from "./setup/people.ts";
import type { Program } from "./setup/programs.ts";
import { describeRun, percentile, printJson, printTable, round, setting } from "./setup/report.ts";

const seconds = setting("BENCH_SECONDS", 1);
const rounds = setting("BENCH_ROUNDS", 5);
/** 1 is the full size; 0.1 a tenth of everything. */
const scale = setting("BENCH_SCALE", 1);
const goal = 1.2;
const [member, administrator] = [1, 2];
/** Calls of a function in each round, each for another person. */
const calls = 60;

type Size = { name: string; people: number; posts: number; unread: number };
const sizes: Size[] = (
  [
    ["small", 1000, 10_000, 50],
    ["middle", 10_000, 100_000, 500],
    ["large", 50_000, 1_000_000, 5000],
  ] as const
).map(([name, people, posts, unread]) => {
  const times = (count: number) => Math.max(400, Math.round(count * scale));
  return { name, people: times(people), posts: times(posts), unread: Math.max(20, Math.round(unread * scale)) };
});

type Page = { name: string; address: string; who: number };
type Place = { web: Program; pages: Page[] };
/** Milliseconds by the name of a case, one for each size. */
type Figures = Map<string, number[]>;

type Call = { prepare?: (turn: number) => Promise<unknown>; call: (turn: number) => Promise<unknown> };

/** What no page shows: the mark that a reader leaves, and a digest for one person. */
const functions: (Call & { name: string })[] = [
  { name: "a topic is read", prepare: (turn) => unreadAgain(topicOf(turn)), call: (turn) => readTopic(topicOf(turn)) },
  {
    name: "a digest for one person",
    call: (turn) => sendDigest({ userId: personId(turn + 3), period: "2026-01-01" }),
  },
];

const wanted = process.argv[2] ?? "";

await onOwnGround(async ({ openDatabase, startWeb }) => {
  const places: Place[] = [];
  const figures: Figures = new Map();
  for (const size of sizes) {
    await openDatabase(`scale_${size.name}`);
    await fill(size);
    if (places.length === 0) console.log(await describeRun());
    places.push({ web: await startWeb(size.name), pages: await pagesHere() });
  }
  for (const { name, ...one } of functions.filter((each) => each.name.includes(wanted))) {
    const taken: number[][] = sizes.map(() => []);
    for (let turn = 0; turn < rounds; turn++) {
      for (const [index, size] of sizes.entries()) {
        await openDatabase(`scale_${size.name}`);
        taken[index]!.push(await callFor(one, turn));
      }
    }
    figures.set(name, taken.map(quietest));
  }
  for (const { name } of places[0]!.pages) figures.set(name, await measure(places, name));
  printResults(figures);
});

/** Others on the machine can only add to a time: the round in which they added least says most. */
function quietest(times: number[]): number {
  return Math.min(...times);
}

/** The same page at every size, in turns. */
async function measure(places: Place[], name: string): Promise<number[]> {
  const taken: number[][] = places.map(() => []);
  for (let turn = 0; turn <= rounds; turn++) {
    for (const [index, { web, pages }] of places.entries()) {
      const { address, who } = pages.find((page) => page.name === name)!;
      const headers = { cookie: cookieOf(who), "accept-encoding": "br", "accept-language": "en", accept: "text/html" };
      const url = `http://127.0.0.1:${web.port}${address}`;
      const { p50 } = await cannonade({ url, headers, connections: 1, seconds: turn === 0 ? 0.7 : seconds });
      // The first turn warms up.
      if (turn > 0) taken[index]!.push(p50);
    }
  }
  return taken.map(quietest);
}

function printResults(figures: Figures): void {
  const rows = [...figures].map(([name, times]) => {
    const ratio = times.at(-1)! / times[0]!;
    printJson("scale", { case: name, p50: times.map((time) => round(time, 2)), ratio: round(ratio, 2), goal });
    const verdict = ratio <= goal ? `${goal}` : `${goal} missed`;
    return [name, ...times.map((time) => round(time, 2)), round(ratio, 2), verdict];
  });
  const heads = sizes.map(({ people, posts }) => `${people} people, ${posts} posts`);
  printTable(["p50 ms", ...heads, "ratio", "goal"], rows);
  console.log(`Unread notifications of the member: ${sizes.map(({ unread }) => unread).join(", ")}.`);
}

async function fill({ people, posts, unread }: Size): Promise<void> {
  await seed({ demo: false, log: () => {} });
  await addPeople(people);
  await addForum({ posts, people, days: 70, until: new Date() });
  await pool().query("UPDATE users SET role = 'administrator' WHERE id = $1", [personId(administrator)]);
  await addLearners();
  await addNotifications(unread);
  await pool().query(
    `INSERT INTO space_follows (user_id, space_code)
     SELECT u.id, s.code FROM users u, (SELECT code FROM spaces ORDER BY code LIMIT 3) s WHERE u.handle LIKE 'person-%'`,
  );
  await pool().query(
    `INSERT INTO digest_settings (user_id, frequency, covered_until, next_due_at)
     SELECT id, 'weekly', now() - interval '7 days', now() - interval '1 minute' FROM users WHERE handle LIKE 'person-%'`,
  );
  await pool().query("VACUUM ANALYZE");
}

/** Four people of nine are enrolled in the course and have done up to ten of its units. */
async function addLearners(): Promise<void> {
  await pool().query(
    `INSERT INTO enrolments (id, user_id, course_id)
     SELECT gen_random_uuid(), u.id, c.id FROM users u, (SELECT id FROM courses ORDER BY id LIMIT 1) c
      WHERE u.handle LIKE 'person-%' AND substr(u.handle, 8)::int % 9 < 4`,
  );
  await pool().query(
    `INSERT INTO unit_progress (user_id, unit_id, opened_at, completed_at)
     SELECT e.user_id, n.id, now() - interval '20 days', now() - interval '19 days'
       FROM enrolments e JOIN users u ON u.id = e.user_id
       JOIN LATERAL (SELECT id FROM units WHERE course_id = e.course_id ORDER BY id
                      LIMIT substr(u.handle, 8)::int % 11) n ON true`,
  );
}

/** The member has so many unread notifications, each of another topic. */
async function addNotifications(unread: number): Promise<void> {
  await pool().query(
    `INSERT INTO notifications (id, user_id, kind, group_key, data, path, events)
     SELECT gen_random_uuid(), $1::uuid, 'reply', 'topic:' || coalesce(t.id, gen_random_uuid()),
            jsonb_build_object('title', 'How others did it', 'topicId', t.id, 'publicId', n, 'number', 1, 'lastNumber', 1,
                               'people', '[]'::jsonb, 'count', 1, 'mailed', 0), '/topics/' || n, ARRAY[n::text]
       FROM generate_series(1, $2::int) n LEFT JOIN topics t ON t.public_id = n`,
    [personId(member), unread],
  );
  await pool().query("UPDATE users SET unread_count = $2 WHERE id = $1", [personId(member), unread]);
}

async function pagesHere(): Promise<Page[]> {
  const topic = await db().topic.findFirstOrThrow({
    where: { spaceCode: "1.2", firstAnswer: { gt: 0 } },
    orderBy: { lastReplyAt: "desc" },
    select: { publicId: true, slug: true },
  });
  const { slug } = await db().course.findFirstOrThrow({ orderBy: { id: "asc" }, select: { slug: true } });
  const pages: Page[] = [
    { name: "home", address: "/", who: member },
    { name: "forum", address: "/forum", who: member },
    { name: "space", address: "/forum/1.2", who: member },
    { name: "topic", address: `/topics/${topic.publicId}/${topic.slug}`, who: member },
    { name: "course", address: `/courses/${slug}`, who: member },
    { name: "/me", address: "/me", who: member },
    { name: "notifications", address: "/me/notifications", who: member },
    { name: "people", address: "/admin/people", who: administrator },
    { name: "people found by name", address: "/admin/people?q=Ndiaye", who: administrator },
    { name: "person found by address", address: "/admin/people?q=person-399%40", who: administrator },
    { name: "nobody found", address: "/admin/people?q=nobody-here", who: administrator },
    { name: "gradebook", address: `/teach/${slug}/grades`, who: administrator },
    { name: "report", address: `/teach/${slug}/reports`, who: administrator },
  ];
  return pages.filter(({ name }) => name.includes(wanted));
}

/** Half of the calls took at most so long. The first tenth warms up. */
async function callFor({ prepare, call }: Call, round: number): Promise<number> {
  const times: number[] = [];
  for (let turn = round * calls; turn < (round + 1) * calls; turn++) {
    await prepare?.(turn);
    const began = performance.now();
    await call(turn);
    times.push(performance.now() - began);
  }
  return percentile(times.slice(calls / 10), 0.5);
}

/** One of the topics of which the member has an unread notification at every size. */
function topicOf(turn: number): number {
  return (turn % 20) + 1;
}

async function unreadAgain(publicId: number): Promise<void> {
  const about = [personId(member), publicId];
  await pool().query(
    `UPDATE notifications SET read_at = NULL
      WHERE user_id = $1 AND group_key = 'topic:' || (SELECT id FROM topics WHERE public_id = $2)`,
    about,
  );
  await pool().query("UPDATE users SET unread_count = greatest(unread_count, 1) WHERE id = $1", [personId(member)]);
}

async function readTopic(publicId: number): Promise<void> {
  const actor = await findActor(personId(member));
  await markRead(actor, publicId, 0);
  await noteTopicRead(actor, { publicId, number: 1 });
}
