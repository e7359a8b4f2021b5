import { get, type OutgoingHttpHeaders } from "node:http";
import type { Answer } from "./baselines/pages.ts";
import { cannonade, type Figures } from "./load/autocannon.ts";
import { fill, member } from "./setup/content.ts";
import { onOwnGround } from "./setup/ground.ts";
import { cookieOf } from "./setup/people.ts";
import type { Program } from "./setup/programs.ts";
import { createRecorder } from "./setup/recording.ts";
import { describeRun, percent, percentile, printJson, printTable, round, setting } from "./setup/report.ts";
import { sheetCookies } from "./setup/sheets.ts";

const seconds = setting("BENCH_SECONDS", 2);
const rounds = setting("BENCH_ROUNDS", 3);
const concurrencies = [1, 16];
const goals = { guest: 0.5, member: 0.25 };
const sizes = { people: 200, topicsPerSpace: 20, repliesPerTopic: 5, longTopic: 200 };

type Case = { name: string; who: "guest" | "member"; address: string; headers: Record<string, string> };
type Prepared = Case & { answer: Answer };
type Sample = Figures & { cpu: number };

const wanted = process.argv[2] ?? "";

await onOwnGround(async (ground) => {
  const recorder = await createRecorder();
  const cases = casesOf(await fill(sizes)).filter(({ name }) => name.includes(wanted));
  if (cases.length === 0) throw new Error(`No case has “${wanted}” in its name.`);
  console.log(await describeRun());
  const [web, baseline] = [await ground.startWeb(), await ground.startBaseline("pages")];
  const prepared: Prepared[] = [];
  for (const one of cases) {
    const groups = await recorder.record(one.address, one.headers);
    const answer = { ...(await fetchRaw(web, one)), groups };
    await baseline.tell([`${one.headers.cookie ?? ""} ${one.address}`, answer]);
    prepared.push({ ...one, answer });
  }
  recorder.close();
  await warmUp(prepared, [web, baseline]);
  await measure(prepared, web, baseline);
});

function casesOf(addresses: Awaited<ReturnType<typeof fill>>): Case[] {
  // What browsers say.
  const headers = { "accept-encoding": "gzip, deflate, br", "accept-language": "en", accept: "text/html" };
  // A guest comes for the first time; a member's browser has the stylesheets since signing in.
  const held = sheetCookies().map(({ name, value }) => `${name}=${value}`);
  const cookie = [cookieOf(member), ...held].join("; ");
  return Object.entries(addresses).flatMap(([page, address]): Case[] => [
    { name: `${page}, guest`, who: "guest", address, headers },
    { name: `${page}, member`, who: "member", address, headers: { ...headers, cookie } },
  ]);
}

async function measure(cases: Prepared[], web: Program, baseline: Program): Promise<void> {
  const rows = [];
  for (const connections of concurrencies) {
    for (const one of cases) {
      const ours: Sample[] = [];
      const theirs: Sample[] = [];
      for (let n = 0; n < rounds; n++) {
        ours.push(await sample(web, one, connections));
        theirs.push(await sample(baseline, one, connections));
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
  console.log(`Memory of the web server: ${round(web.memory())} MB. Data: ${JSON.stringify(sizes)}`);
}

async function sample(program: Program, { address, headers }: Case, connections: number): Promise<Sample> {
  const before = program.cpuSeconds();
  const figures = await cannonade({ url: `http://127.0.0.1:${program.port}${address}`, headers, connections, seconds });
  return { ...figures, cpu: (1000 * (program.cpuSeconds() - before)) / figures.requests };
}

function resultOf({ name, who, answer }: Prepared, connections: number, ours: Sample[], theirs: Sample[]) {
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
    goal: goals[who],
    isMet: ratio >= goals[who],
    p50: round(median(ours, "p50"), 1),
    p99: round(median(ours, "p99"), 1),
    cpu: round(median(ours, "cpu"), 2),
    baselineCpu: round(median(theirs, "cpu"), 2),
    bytes: answer.body.length,
    statements: answer.groups.flat().length,
  };
}

async function warmUp(cases: Case[], programs: Program[]): Promise<void> {
  for (const program of programs) {
    for (const { address, headers } of cases)
      await cannonade({ url: `http://127.0.0.1:${program.port}${address}`, headers, connections: 4, seconds: 0.7 });
  }
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
