import { loadavg } from "node:os";
import { askOnce } from "./load/one-by-one.ts";
import { onOwnGround } from "./setup/ground.ts";
import { administrator, closedSpace, fillSite, member, type SiteFacts, type Size } from "./setup/large-site.ts";
import { cookieOf } from "./setup/people.ts";
import type { Program } from "./setup/programs.ts";
import { describeRun, percentile, printJson, printTable, round, setting } from "./setup/report.ts";
import { type Counts, openStatementCounter, type StatementCounter } from "#test/setup/statement-counter.ts";

/** How often each size is asked for each case. */
const turns = setting("BENCH_TURNS", 150);
/** 1 is the full size; 0.1 a tenth of everything. */
const scale = setting("BENCH_SCALE", 1);
const goal = 1.2;

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

type Place = { database: string; web: Program; calls: Program; facts: SiteFacts };
type Page = { name: string; address: (facts: SiteFacts) => string; who: number };
type Call = { name: string; call: string; isShared?: boolean };
type Case = Page | Call;

const teach = ({ course }: SiteFacts) => course.replace("/courses/", "/teach/");
const find = (words: string) => `/admin/people?${new URLSearchParams({ q: words }).toString()}`;
const page = (name: string, address: Page["address"], who = member): Page => ({ name, address, who });
const staff = (name: string, address: Page["address"]) => page(name, address, administrator);

const cases: Case[] = [
  { name: "a topic is read", call: "topic-read" },
  { name: "a digest for one person", call: "digest" },
  // What the worker does once for many: it grows with what there is to read, and nobody waits for it.
  { name: "the first digest of its minute", call: "digest-first", isShared: true },
  { name: "a report is counted", call: "report", isShared: true },
  page("home", () => "/"),
  page("forum", () => "/forum"),
  page("space", () => "/forum/1.2"),
  page("space, unanswered", () => "/forum/1.2?filter=unanswered"),
  page("forum, unread", () => "/forum?tab=unread"),
  page("forum, unanswered", () => "/forum?tab=unanswered"),
  page("forum, by language and tag", () => "/forum?language=en&tag=statistics"),
  page("a tag", () => "/forum/tags/statistics"),
  page("a space for its members", () => `/forum/${closedSpace}`),
  page("drafts", () => "/me/drafts"),
  page("topic", ({ topic }) => topic),
  page("activity", () => "/roadmap/1.2"),
  page("course", ({ course }) => course),
  page("lesson", ({ lesson }) => lesson),
  page("quiz, an attempt", ({ quiz }) => `${quiz}/attempt`),
  page("/me", () => "/me"),
  page("notifications", () => "/me/notifications"),
  staff("people", () => "/admin/people"),
  staff("people found by name", () => find("Ndiaye")),
  staff("person found by address", () => find("person-399@example.org")),
  staff("person found by a part of the address", () => find("n-399@")),
  staff("people found by two letters", () => find("Aw")),
  staff("nobody found", () => find("nobody-here")),
  staff("nobody found by two letters", () => find("zq")),
  staff("a course's work", (facts) => teach(facts)),
  staff("a course's people", (facts) => `${teach(facts)}/people`),
  staff("gradebook", (facts) => `${teach(facts)}/grades`),
  staff("report", (facts) => `${teach(facts)}/reports`),
];

const wanted = process.argv[2] ?? "";

await onOwnGround(async ({ openDatabase, startWeb, startCalls, serverUrl }) => {
  const places: Place[] = [];
  for (const size of sizes) {
    const database = `scale_${size.name}`;
    await openDatabase(database);
    const facts = await fillSite(size);
    if (places.length === 0) console.log(await describeRun());
    places.push({ database, facts, web: await startWeb(size.name), calls: await startCalls(size.name) });
  }
  const counter = await openStatementCounter(serverUrl);
  const results: Result[] = [];
  for (const one of cases.filter(({ name }) => name.includes(wanted))) {
    results.push(await measure(one, places, counter));
    printJson("scale", results.at(-1)!);
  }
  await counter.close();
  printResults(results);
  console.log(`Load after: ${loadavg()[0]!.toFixed(1)}.`);
});

/** Of one case: a value for each size, per request. */
type Result = {
  case: string;
  p50: number[];
  /** Milliseconds of processor time, of the server and of its connections in the database. */
  cpu: number[];
  statements: number[];
  rows: number[];
  buffers: number[];
  /** The statement that touches most pages at the largest size, when the case grows. */
  heaviest?: string;
};

/**
 * The same case at every size, one request each in turns: what others do to the machine in the meantime, they do to all sizes.
 * Processor time and what the database touched are counted over the same requests.
 */
async function measure(one: Case, places: Place[], counter: StatementCounter): Promise<Result> {
  const ask = (place: Place, turn: number) => ("call" in one ? callOnce(place, one, turn) : openOnce(place, one));
  const programOf = ({ web, calls }: Place) => ("call" in one ? calls : web);
  const times: number[][] = places.map(() => []);
  const warming = Math.ceil(turns / 5);
  const watchCpu = async (place: Place) => {
    const [began, connections] = [programOf(place).cpuSeconds(), await counter.watchCpu(place.database)];
    return async () => programOf(place).cpuSeconds() - began + (await connections());
  };
  for (let turn = 0; turn < warming; turn++) for (const place of places) await ask(place, turn);
  for (const { database } of places) await counter.reset(database);
  const watches: (() => Promise<number>)[] = [];
  for (const place of places) watches.push(await watchCpu(place));
  for (let turn = 0; turn < turns; turn++) {
    for (const [index, place] of places.entries()) times[index]!.push(await ask(place, warming + turn));
  }
  const cpu: number[] = [];
  for (const watch of watches) cpu.push(await watch());
  const counts: Counts[] = [];
  for (const { database } of places) counts.push(await counter.read(database));
  const each = (of: Exclude<keyof Counts, "heaviest">) => counts.map((count) => round(count[of] / turns, 1));
  const result: Result = {
    case: one.name,
    p50: times.map((own) => round(percentile(own, 0.5), 2)),
    cpu: cpu.map((seconds) => round((1000 * seconds) / turns, 2)),
    statements: each("statements"),
    rows: each("rows"),
    buffers: each("buffers"),
  };
  const { text, buffers } = counts.at(-1)!.heaviest;
  const heaviest = `${round(buffers / turns)} of ${text.replace(/\s+/g, " ").slice(0, 300)}`;
  return growth(result.buffers) > goal ? { ...result, heaviest } : result;
}

async function openOnce({ web, facts }: Place, { address, who }: Page): Promise<number> {
  const headers = { cookie: cookieOf(who), "accept-encoding": "br", "accept-language": "en", accept: "text/html" };
  return (await askOnce(web.port, address(facts), headers)).milliseconds;
}

async function callOnce({ calls }: Place, { call }: Call, turn: number): Promise<number> {
  return Number((await askOnce(calls.port, `/${call}?turn=${turn}`)).body);
}

function growth(values: number[]): number {
  return round(values.at(-1)! / values[0]!, 2);
}

function printResults(results: Result[]): void {
  const rows = results.map(({ case: name, p50, cpu, rows: read, buffers }) => {
    const ratios = [growth(p50), growth(cpu)];
    const isShared = cases.some((one) => one.name === name && "isShared" in one);
    const verdict = isShared ? "-" : ratios[0]! <= goal ? `${goal}` : `${goal} missed`;
    return [
      name,
      ...p50,
      ...ratios,
      verdict,
      ...buffers.map((count) => round(count)),
      ...read.map((count) => round(count)),
    ];
  });
  const names = sizes.map(({ name }) => name);
  const heads = ["ms", "ratio", "CPU ratio", "goal"];
  printTable(
    [
      "p50",
      ...names.map((name) => `${name}, ms`),
      ...heads.slice(1),
      ...names.map((name) => `pages, ${name}`),
      ...names.map((name) => `rows, ${name}`),
    ],
    rows,
  );
  for (const { name, people, posts, unread } of sizes)
    console.log(`${name}: ${people} people, ${posts} posts, ${unread} unread notifications of the member`);
}
