import { get, type OutgoingHttpHeaders } from "node:http";
import { type Answer, caseHeader } from "./baselines/answer.ts";
import { cannonade, type Figures } from "./load/autocannon.ts";
import { onOwnGround } from "./setup/ground.ts";
import { type PageAddresses, fillPages, member, trainer } from "./setup/page-cases.ts";
import { cookieOf } from "./setup/people.ts";
import type { Program } from "./setup/programs.ts";
import { createRecorder } from "./setup/recording.ts";
import { describeRun, percent, percentile, printJson, printTable, round, setting } from "./setup/report.ts";
import { sheetCookies } from "./setup/sheets.ts";

const seconds = setting("BENCH_SECONDS", 1);
const rounds = setting("BENCH_ROUNDS", 3);
/** Connections at once, their share of a round's length, and rounds: one alone is answered so evenly that less of it says as much. */
const concurrencies = [
  { connections: 1, share: 0.4, times: Math.max(1, rounds - 1) },
  { connections: 16, share: 1, times: rounds },
];
const sizes = { people: 500, topicsPerSpace: 20, repliesPerTopic: 5, longTopic: 200 };

/** Who asks: a guest who gets the page from memory or, with the cache off, made anew; or one person. */
type Who = "guest" | "guest, cache off" | "member" | "trainer";
type Page = keyof PageAddresses;
type Case = { name: string; who: Who; address: string; headers: Record<string, string>; goal: number };
type Prepared = Case & { answer: Answer };
type Sample = Figures & { cpu: number };

/** The share of the baseline's requests per second that is to be reached. */
const goals: Record<Who, Partial<Record<Page, number>>> = {
  guest: { home: 3, space: 3, topic: 3, course: 3, lesson: 3 },
  // Three times what it was on 30 November 2026: 8, 15, 14 and 30 %.
  "guest, cache off": { home: 0.25, space: 0.45, topic: 0.42, course: 0.9 },
  member: {
    ...{ home: 0.45, topic: 0.45, space: 0.55, course: 0.55, lesson: 0.55, attempt: 0.55 },
    ...{ latest: 0.55, unread: 0.55, me: 0.55 },
  },
  trainer: { gradebook: 0.55 },
};

/** What takes a fraction of a millisecond is counted well enough in half the time, a table of 2,000 grades is not. */
const lengths: Record<Who, number> = { guest: 0.5, "guest, cache off": 1, member: 1, trainer: 2 };

const wanted = process.argv[2] ?? "";

await onOwnGround(async (ground) => {
  const recorder = await createRecorder();
  const cases = casesOf(await fillPages(sizes)).filter(({ name }) => name.includes(wanted));
  if (cases.length === 0) throw new Error(`No case has “${wanted}” in its name.`);
  console.log(await describeRun());
  const [web, baseline] = [await ground.startWeb(), await ground.startBaseline("pages")];
  const uncached = await ground.startWeb("web-uncached", { GUEST_CACHE: "0" });
  const programOf = ({ who }: Case) => (who === "guest, cache off" ? uncached : web);
  const prepared: Prepared[] = [];
  for (const one of cases) {
    const groups = await recorder.record(one.address, one.headers);
    const answer = { ...(await fetchRaw(programOf(one), one)), groups };
    await baseline.tell([one.name, answer]);
    prepared.push({ ...one, answer });
  }
  recorder.close();
  for (const one of prepared) {
    // A server that runs for weeks has compiled what it does often; the baseline has little to compile.
    await load(programOf(one), one, 16, one.who === "guest" ? 0.5 : 2);
    await load(baseline, one, 16, 0.5);
  }
  await measure(prepared, programOf, baseline);
  console.log(`Memory of the web server: ${round(web.memory())} MB. Data: ${JSON.stringify(sizes)}`);
});

function casesOf(addresses: PageAddresses): Case[] {
  // What browsers say.
  const usual = { "accept-encoding": "gzip, deflate, br", "accept-language": "en", accept: "text/html" };
  // A guest comes for the first time; a member's browser has the stylesheets since signing in.
  const held = sheetCookies().map(({ name, value }) => `${name}=${value}`);
  const cookieFor = (who: number) => ({ cookie: [cookieOf(who), ...held].join("; ") });
  const own: Record<Who, Record<string, string>> = {
    ...{ guest: {}, "guest, cache off": {}, member: cookieFor(member), trainer: cookieFor(trainer) },
  };
  return (Object.keys(goals) as Who[]).flatMap((who) =>
    (Object.entries(goals[who]) as [Page, number][]).map(([page, goal]) => {
      const name = `${page}, ${who}`;
      return { name, who, goal, address: addresses[page], headers: { ...usual, ...own[who], [caseHeader]: name } };
    }),
  );
}

async function measure(cases: Prepared[], programOf: (one: Case) => Program, baseline: Program): Promise<void> {
  const rows = [];
  for (const { connections, share, times } of concurrencies) {
    for (const one of cases) {
      const ours: Sample[] = [];
      const theirs: Sample[] = [];
      for (let n = 0; n < times; n++) {
        ours.push(await sample(programOf(one), one, connections, share));
        theirs.push(await sample(baseline, one, connections, share));
      }
      const result = resultOf(one, connections, ours, theirs);
      printJson("pages", result);
      rows.push(result);
    }
  }
  printTable(
    [
      "case",
      "at once",
      "req/s",
      "baseline",
      "ratio",
      "goal",
      "p50 ms",
      "p99 ms",
      "CPU ms",
      "of baseline",
      "bytes",
      "SQL",
    ],
    rows.map((row) => [
      ...[row.case, row.connections, round(row.perSecond), round(row.baselinePerSecond)],
      ...[percent(row.ratio, 1), row.isMet ? percent(row.goal, 1) : `${percent(row.goal, 1)} missed`],
      ...[row.p50, row.p99, row.cpu, row.baselineCpu, row.bytes, row.statements],
    ]),
  );
}

async function sample(program: Program, one: Case, connections: number, share: number): Promise<Sample> {
  const before = program.cpuSeconds();
  const figures = await load(program, one, connections, seconds * share * lengths[one.who]);
  return { ...figures, cpu: (1000 * (program.cpuSeconds() - before)) / figures.requests };
}

function resultOf({ name, goal, answer }: Prepared, connections: number, ours: Sample[], theirs: Sample[]) {
  const median = (samples: Sample[], of: keyof Sample) =>
    percentile(
      samples.map((one) => one[of]),
      0.5,
    );
  const [perSecond, baselinePerSecond] = [median(ours, "perSecond"), median(theirs, "perSecond")];
  // Each round's own ratio: what slows the machine for a while slows both.
  const ratio = percentile(
    ours.map((one, at) => one.perSecond / theirs[at]!.perSecond),
    0.5,
  );
  return {
    case: name,
    connections,
    perSecond: round(perSecond, 1),
    baselinePerSecond: round(baselinePerSecond, 1),
    ratio: round(ratio, 3),
    goal,
    isMet: ratio >= goal,
    p50: round(median(ours, "p50"), 1),
    p99: round(median(ours, "p99"), 1),
    cpu: round(median(ours, "cpu"), 2),
    baselineCpu: round(median(theirs, "cpu"), 2),
    bytes: answer.body.length,
    statements: answer.groups.flat().length,
  };
}

function load({ port }: Program, { address, headers }: Case, connections: number, time: number): Promise<Figures> {
  return cannonade({ url: `http://127.0.0.1:${port}${address}`, headers, connections, seconds: time });
}

/** The page as it goes over the wire. Asked for twice: the second answer to a guest comes from the cache. */
async function fetchRaw(program: Program, one: Case): Promise<{ headers: OutgoingHttpHeaders; body: Uint8Array }> {
  await fetchOnce(program, one);
  await new Promise((resolve) => setTimeout(resolve, 300));
  return fetchOnce(program, one);
}

function fetchOnce({ port }: Program, { address, headers }: Case) {
  return new Promise<{ headers: OutgoingHttpHeaders; body: Uint8Array }>((resolve, reject) => {
    get({ port, host: "127.0.0.1", path: address, headers, agent: false }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("end", () => {
        if (answer.statusCode !== 200) return reject(new Error(`${address} answered ${answer.statusCode}.`));
        const { date: _d, connection: _c, "keep-alive": _k, "transfer-encoding": _t, ...kept } = answer.headers;
        resolve({ headers: kept, body: new Uint8Array(Buffer.concat(chunks)) });
      });
    }).once("error", reject);
  });
}
